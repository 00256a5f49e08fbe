import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Limit, LimitStep } from '@/engine/flow/document';
import own from '@/features/build/panel/entries.module.css';
import { Choice, Group, Row, SwitchRow } from '@/features/build/panel/parts';
import { WhoEditor } from '@/features/build/panel/who-editor';
import { DurationRow } from './duration-row';
import type { PeopleProps } from './people-panel';

const DEEDS = ['remind', 'escalate', 'transfer', 'pass', 'reject'] as const;

/** Until when a task should be done, and what happens before, at and after that moment. */
export function LimitSettings({ node, change }: PeopleProps) {
  const { t } = useTranslation();
  const { limit } = node;
  const working = limit?.time === 'working';
  const put = (next: Limit, merge?: string) => change({ limit: next }, merge);
  const step = (index: number, patch: Partial<LimitStep>) => {
    if (!limit) return;
    const old = limit.steps[index];
    if (!old) return;
    const next = { ...old, ...patch };
    for (const key of ['every', 'to'] as const) if (next[key] === undefined) delete next[key];
    put({ ...limit, steps: limit.steps.with(index, next) }, `limit.${index}`);
  };
  return (
    <Group title={t('flows.limit.title')}>
      <SwitchRow
        label={t('flows.limit.on')}
        checked={limit !== undefined}
        onChange={(on) => change({ limit: on ? { after: 24 * 60, steps: [{ at: 0, do: 'remind' }] } : undefined })}
      />
      {limit ? (
        <>
          <DurationRow
            key={String(working)}
            label={t('flows.limit.after')}
            value={limit.after}
            working={working}
            onChange={(after) => put({ ...limit, after }, 'limit.after')}
          />
          <Choice
            label={t('flows.time.count')}
            value={working ? 'working' : 'calendar'}
            options={[
              { value: 'calendar', label: t('flows.time.calendar_time') },
              { value: 'working', label: t('flows.time.working_time') },
            ]}
            onChange={(time) => {
              const { time: _, ...rest } = limit;
              put(time === 'working' ? { ...rest, time } : rest);
            }}
          />
          {limit.steps.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have no key of their own
            <section key={index} className={own.card} aria-label={t('flows.limit.step', { number: index + 1 })}>
              <header className={own.entryHead}>
                <strong>{t(`flows.limit.do_${each.do}`)}</strong>
                <Button
                  type="text"
                  size="small"
                  disabled={limit.steps.length === 1}
                  icon={<CloseOutlined aria-hidden />}
                  aria-label={t('flows.limit.remove', { number: index + 1 })}
                  onClick={() => put({ ...limit, steps: limit.steps.toSpliced(index, 1) })}
                />
              </header>
              <Row label={t('flows.limit.do')}>
                {(id) => (
                  <Select<LimitStep['do']>
                    id={id}
                    value={each.do}
                    options={DEEDS.map((value) => ({ value, label: t(`flows.limit.do_${value}`) }))}
                    onChange={(deed) =>
                      step(index, {
                        do: deed,
                        every: deed === 'remind' ? each.every : undefined,
                        to: deed === 'transfer' ? (each.to ?? {}) : deed === 'escalate' ? each.to : undefined,
                      } as Partial<LimitStep>)
                    }
                  />
                )}
              </Row>
              <Choice
                label={t('flows.limit.when')}
                value={each.at < 0 ? 'before' : each.at === 0 ? 'at' : 'after'}
                options={(['before', 'at', 'after'] as const).map((value) => ({
                  value,
                  label: t(`flows.limit.when_${value}`),
                }))}
                onChange={(when) => step(index, { at: when === 'at' ? 0 : when === 'before' ? -60 : 60 })}
              />
              {each.at === 0 ? null : (
                <DurationRow
                  label={t('flows.limit.by')}
                  value={Math.abs(each.at)}
                  working={false}
                  onChange={(minutes) => step(index, { at: each.at < 0 ? -minutes : minutes })}
                />
              )}
              {each.do === 'remind' ? (
                <SwitchRow
                  label={t('flows.limit.repeat')}
                  checked={each.every !== undefined}
                  onChange={(on) => step(index, { every: on ? 24 * 60 : undefined } as Partial<LimitStep>)}
                />
              ) : null}
              {each.every === undefined ? null : (
                <DurationRow
                  label={t('flows.limit.every')}
                  value={each.every}
                  working={false}
                  onChange={(every) => step(index, { every: Math.max(1, every) })}
                />
              )}
              {each.do === 'escalate' ? (
                <SwitchRow
                  label={t('flows.limit.to_others')}
                  help={t('flows.limit.to_managers')}
                  checked={each.to !== undefined}
                  onChange={(on) => step(index, { to: on ? {} : undefined } as Partial<LimitStep>)}
                />
              ) : null}
              {each.to === undefined ? null : (
                <WhoEditor value={each.to} help={t('flows.limit.to_help')} onChange={(to) => step(index, { to })} />
              )}
            </section>
          ))}
          <Button
            type="dashed"
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => put({ ...limit, steps: [...limit.steps, { at: 0, do: 'remind' }] })}
          >
            {t('flows.limit.add')}
          </Button>
        </>
      ) : null}
    </Group>
  );
}
