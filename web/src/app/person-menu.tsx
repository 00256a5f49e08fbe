import { Button } from 'antd';
import { lazy, Suspense, useId, useState } from 'react';
import { useWorkplace } from '@/ui/session';
import css from './frame.module.css';

const PersonPanel = lazy(async () => ({ default: (await import('./person-panel')).PersonPanel }));

/** The button of the person signed in, and the panel under it. */
export function PersonMenu() {
  const { session } = useWorkplace();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="text" className={css.person ?? ''} popoverTarget={id} aria-expanded={open}>
        <span className={css.avatar} aria-hidden>
          {session.person.name.slice(0, 1)}
        </span>
        <span className={css.personName}>{session.person.name}</span>
      </Button>
      <div
        id={id}
        popover="auto"
        className={css.personPopover}
        onToggle={(event) => setOpen((event.nativeEvent as ToggleEvent).newState === 'open')}
      >
        {open ? (
          <Suspense fallback={null}>
            <PersonPanel />
          </Suspense>
        ) : null}
      </div>
    </>
  );
}
