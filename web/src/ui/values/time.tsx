import dayjs from 'dayjs';
import relativeTime from 'dayjs/plugin/relativeTime';
import { useEffect, useState } from 'react';
import { todayIn, toWallClock } from '@/engine/dates';
import { usePreferences } from '../preferences';
import { useWorkplace } from '../session';

dayjs.extend(relativeTime);

/** A moment in the workspace's time zone; the year only where it is not this one. */
export function Moment({ at, seconds = false }: { at: string; seconds?: boolean }) {
  const { timeZone } = useWorkplace().blueprint.workspace;
  const text = toWallClock(at, timeZone);
  const short = text.startsWith(todayIn(timeZone).slice(0, 4)) ? text.slice(5) : text;
  return (
    <time dateTime={at} title={text} className="num">
      {seconds ? short : short.slice(0, -3)}
    </time>
  );
}

/** How long ago, kept right while the page is open. */
export function Ago({ at }: { at: string }) {
  const { language } = usePreferences();
  const { timeZone } = useWorkplace().blueprint.workspace;
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 60_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={toWallClock(at, timeZone)}>
      {dayjs(at)
        .locale(language === 'zh' ? 'zh-cn' : 'en')
        .fromNow()}
    </time>
  );
}
