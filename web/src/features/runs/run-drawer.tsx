import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { cancelRun, loadRun, type RuleRun, type RunStep, retryStep, runAgain } from '@/api/runs';
import { findField, type Label } from '@/engine/blueprint';
import type { ActionName } from '@/engine/rule/document';
import { useErrorText } from '@/ui/problem-text';
import { useForm, useLabel, useWorkplace } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import { StateTag } from '@/ui/values/status-tag';
import { Moment } from '@/ui/values/time';
import { RUN_COLORS, STEP_COLORS } from './run-state';
import css from './runs.module.css';
import { useDuration } from './runs-page';

interface RunDrawerProps {
  id: string;
  onClose: () => void;
  onOpen: (id: string) => void;
}

/** One run: what set it off, what it saw, what each step did, and what can be done about it. */
export function RunDrawer({ id, onClose, onOpen }: RunDrawerProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const query = useQuery({
    queryKey: ['runs', 'one', id],
    queryFn: () => loadRun(id),
    staleTime: 0,
    refetchInterval: (state) => (state.state.data?.state === 'running' ? 2_000 : false),
  });
  return (
    <Drawer open size={phone ? '100%' : 620} title={query.data?.label ?? t('runs.title')} onClose={onClose}>
      {query.isPending ? <Loading lines={8} /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? <Detail run={query.data} onOpen={onOpen} /> : null}
    </Drawer>
  );
}

function Detail({ run, onOpen }: { run: RuleRun; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const label = useLabel();
  const duration = useDuration();
  const { session } = useWorkplace();
  const form = useForm(run.form);
  const [busy, setBusy] = useState<string>();
  const attempt = async (name: string, work: () => Promise<RuleRun>) => {
    setBusy(name);
    try {
      const next = await work();
      if (next.id !== run.id) onOpen(next.id);
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(undefined);
      await queries.invalidateQueries({ queryKey: ['runs'] });
    }
  };
  return (
    <div className={css.detail}>
      <div className={css.tools}>
        <StateTag color={RUN_COLORS[run.state]}>{t(`runs.states.${run.state}`)}</StateTag>
        {run.state === 'running' ? (
          <Button
            size="small"
            danger
            loading={busy === 'cancel'}
            onClick={() => void attempt('cancel', () => cancelRun(run.id))}
          >
            {t('runs.cancel')}
          </Button>
        ) : (
          <Button size="small" loading={busy === 'again'} onClick={() => void attempt('again', () => runAgain(run.id))}>
            {t('runs.again')}
          </Button>
        )}
        {session.builds ? <Link to={`/build/rules/${run.rule}`}>{t('runs.open_rule')}</Link> : null}
      </div>
      <dl className={css.pairs}>
        <dt>{t('runs.record')}</dt>
        <dd>
          <Link to={`/forms/${run.form}/${run.record.id}`}>
            {label(form?.label, run.form)} · {run.record.title}
          </Link>
        </dd>
        <dt>{t('runs.by')}</dt>
        <dd>{run.by.title || t('runs.by_time')}</dd>
        <dt>{t('runs.at')}</dt>
        <dd>
          <Moment at={run.matchedAt} seconds />
          {run.finishedAt
            ? ` · ${duration(new Date(run.finishedAt).getTime() - new Date(run.matchedAt).getTime())}`
            : ''}
        </dd>
        {run.caller ? (
          <>
            <dt>{t('rules.call.caller')}</dt>
            <dd>
              {run.caller.rule === null ? (
                t('rules.call.caller_gone')
              ) : (
                <Button
                  type="link"
                  size="small"
                  className={css.link ?? ''}
                  onClick={() => onOpen(run.caller?.run ?? '')}
                >
                  {t('rules.call.called_by', { rule: run.caller.label ?? run.caller.rule, step: run.caller.step })}
                </Button>
              )}
            </dd>
          </>
        ) : null}
        {run.depth > 1 ? (
          <>
            <dt>{t('runs.chain')}</dt>
            <dd>{t('runs.chain_depth', { count: run.depth })}</dd>
          </>
        ) : null}
        <dt>{t('runs.decision')}</dt>
        <dd>{run.error ? <span className={css.reason}>{run.error.message}</span> : t('runs.matched')}</dd>
      </dl>
      <Input run={run} />
      <section>
        <h3>{t('runs.steps')}</h3>
        <ul className={css.steps}>
          {run.steps.map((step) => (
            <Step
              key={step.key}
              step={step}
              calls={run.calls.filter((call) => call.step.split('/')[0] === step.key)}
              onOpen={onOpen}
              busy={busy === step.key}
              onRetry={() => void attempt(step.key, () => retryStep(run.id, step.key))}
            />
          ))}
        </ul>
      </section>
    </div>
  );
}

function text(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'object') {
    const named = value as { title?: unknown };
    return typeof named.title === 'string' ? named.title : JSON.stringify(value);
  }
  return String(value);
}

/** What the rule saw: what changed, then everything else on demand. */
function Input({ run }: { run: RuleRun }) {
  const { t } = useTranslation();
  const label = useLabel();
  const form = useForm(run.form);
  const after = run.input?.after ?? {};
  const before = run.input?.before;
  const shown = (key: string, value: unknown): string => {
    const field = form && findField(form.fields, key);
    const options = field && 'options' in field ? (field.options as readonly { key: string; label?: Label }[]) : [];
    const option = options.find((each) => each.key === value);
    return option ? label(option.label, option.key) : text(value);
  };
  const name = (key: string) => label(form && findField(form.fields, key)?.label, key);
  const entries = Object.entries(after);
  return (
    <section>
      <h3>{t('runs.input')}</h3>
      {before ? (
        <dl className={css.pairs}>
          {Object.entries(before).map(([key, old]) => (
            <Change key={key} name={name(key)} old={shown(key, old)} now={shown(key, after[key])} />
          ))}
        </dl>
      ) : null}
      <details>
        <summary>{t('runs.whole_record')}</summary>
        <dl className={css.pairs} style={{ marginTop: 8 }}>
          {entries.map(([key, value]) => (
            <Change key={key} name={name(key)} now={shown(key, value)} />
          ))}
        </dl>
      </details>
    </section>
  );
}

function Change({ name, old, now }: { name: string; old?: string; now: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={css.change}>
        {old === undefined ? null : (
          <>
            <del>{old}</del>
            <span aria-hidden>→</span>
          </>
        )}
        <span>{now}</span>
      </dd>
    </>
  );
}

interface StepProps {
  step: RunStep;
  /** The runs it has called. */
  calls: RuleRun['calls'];
  busy: boolean;
  onRetry: () => void;
  onOpen: (run: string) => void;
}

function Step({ step, calls, busy, onRetry, onOpen }: StepProps) {
  const { t } = useTranslation();
  const duration = useDuration();
  const action = step.action as ActionName | 'send_each';
  const open = step.state === 'failed' || step.state === 'not_sent';
  return (
    <li className={css.step}>
      <div className={css.stepHead}>
        <StateTag color={STEP_COLORS[step.state]}>{t(`runs.step_states.${step.state}`)}</StateTag>
        <strong>{t(`rules.action.${action}`)}</strong>
        {open ? (
          <Button size="small" loading={busy} onClick={onRetry}>
            {t('runs.retry')}
          </Button>
        ) : null}
      </div>
      {step.reason ? <p className={open ? css.reason : css.facts}>{step.reason.message}</p> : null}
      {step.detail?.holds === false ? <p className={css.facts}>{t('rules.call.not_called')}</p> : null}
      {calls.map((call) => (
        <div key={call.run} className={css.stepHead}>
          <StateTag color={RUN_COLORS[call.state]}>{t(`runs.states.${call.state}`)}</StateTag>
          <Button type="link" size="small" className={css.link ?? ''} onClick={() => onOpen(call.run)}>
            {t('rules.call.open_call', { rule: call.label })}
          </Button>
        </div>
      ))}
      <p className={css.facts}>
        <code>{step.key}</code>
        {step.attempts > 1 ? <span>{t('runs.attempts', { count: step.attempts })}</span> : null}
        {step.milliseconds === null ? null : <span>{duration(step.milliseconds)}</span>}
        {step.finishedAt ? <Moment at={step.finishedAt} seconds /> : null}
      </p>
      {step.detail && Object.keys(step.detail).length > 0 ? (
        <details>
          <summary>{t('runs.result')}</summary>
          <pre className={css.raw}>{JSON.stringify(step.detail, null, 2)}</pre>
        </details>
      ) : null}
    </li>
  );
}
