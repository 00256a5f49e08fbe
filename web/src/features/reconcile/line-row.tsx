import { App, Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptLine, actOnLine, type BankLine, type Proposal, type Worklist } from '@/api/reconcile';
import { groupDigits } from '@/engine/digits';
import { useErrorText } from '@/ui/problem-text';
import { StateTag } from '@/ui/values/status-tag';
import { Moment } from '@/ui/values/time';
import css from './reconcile.module.css';

/** A line of a statement, the proposals for it, and the decision. */
export function LineRow(props: { line: BankLine; worklist: Worklist; onByHand: () => void; onChanged: () => void }) {
  const { line, worklist, onByHand, onChanged } = props;
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [at, setAt] = useState(0);
  const [learn, setLearn] = useState(false);
  const [busy, setBusy] = useState(false);
  const chosen = line.proposals[at];
  const attempt = async (work: () => Promise<unknown>, done: string, back: 'undo' | 'resume') => {
    setBusy(true);
    try {
      await work();
      const key = `line-${line.id}`;
      const undo = async () => {
        message.destroy(key);
        try {
          await actOnLine(line.id, back);
          void message.info(t('reconcile.undone'));
        } catch (error) {
          void message.error(errorText(error));
        } finally {
          onChanged();
        }
      };
      void message.success({
        key,
        duration: 8,
        content: (
          <>
            {done}{' '}
            <Button size="small" type="link" onClick={() => void undo()}>
              {t('reconcile.undo')}
            </Button>
          </>
        ),
      });
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
      onChanged();
    }
  };
  const accept = (proposal: Proposal) =>
    attempt(
      () =>
        acceptLine(line.id, {
          rev: line.rev,
          customer: proposal.customer,
          shares: withDifference(proposal),
          learn,
          tier: proposal.tier,
          confidence: proposal.confidence,
          reason: proposal.reasons.join('；'),
        }),
      t('reconcile.done_accept'),
      'undo',
    );
  return (
    <li>
      <div className={css.what}>
        <span className={`${css.amount} num`}>{groupDigits(line.amount)}</span>
        <span>{line.payer === '' ? t('reconcile.unknown_payer') : line.payer}</span>
        <span className={css.quiet}>{line.remark}</span>
        <span className={css.quiet}>
          <Moment at={line.at} /> · {line.number}
        </span>
      </div>
      {chosen ? (
        <div className={css.what}>
          <div className={css.items}>
            <strong>{worklist.customers[chosen.customer] ?? ''}</strong>
            <StateTag color={line.sure && at === 0 ? 'green' : chosen.confidence >= 75 ? 'gold' : 'default'}>
              {line.sure && at === 0 ? `${t('reconcile.sure')} ` : ''}
              {t('reconcile.confidence', { value: chosen.confidence })}
            </StateTag>
          </div>
          <div className={css.items}>
            {chosen.shares.map((share) => (
              <span key={share.item}>
                {worklist.items[share.item]?.title ?? share.item}{' '}
                <span className="num">{groupDigits(share.amount)}</span>
              </span>
            ))}
            {Number(chosen.unapplied) > 0 ? (
              <span>{t('reconcile.unapplied', { amount: groupDigits(chosen.unapplied) })}</span>
            ) : null}
            {Number(chosen.difference) > 0 ? (
              <span>{t('reconcile.difference', { amount: chosen.difference })}</span>
            ) : null}
          </div>
          <span className={css.quiet}>{chosen.reasons.join('；')}</span>
          {line.proposals.length > 1 ? (
            <Select
              size="small"
              aria-label={t('reconcile.proposal')}
              value={at}
              onChange={setAt}
              options={line.proposals.map((proposal, index) => ({
                value: index,
                label: `${t('reconcile.confidence', { value: proposal.confidence })} · ${worklist.customers[proposal.customer] ?? ''} · ${proposal.shares.length}`,
              }))}
            />
          ) : null}
        </div>
      ) : (
        <p className={css.quiet}>{t('reconcile.no_proposal')}</p>
      )}
      <div className={css.acts}>
        {chosen && line.payer !== '' && chosen.confidence < 99 ? (
          <Checkbox checked={learn} onChange={({ target }) => setLearn(target.checked)}>
            {t('reconcile.learn')}
          </Checkbox>
        ) : null}
        {chosen ? (
          <Button size="small" type="primary" loading={busy} onClick={() => void accept(chosen)}>
            {t('reconcile.accept')}
          </Button>
        ) : null}
        <Button size="small" onClick={onByHand}>
          {t('reconcile.by_hand')}
        </Button>
        <Button
          size="small"
          onClick={() => void attempt(() => actOnLine(line.id, 'ignore'), t('reconcile.ignored'), 'resume')}
        >
          {t('reconcile.ignore')}
        </Button>
      </div>
    </li>
  );
}

/** What is missing is let go at the largest share. */
function withDifference(proposal: Proposal) {
  const missing = Number(proposal.difference);
  const largest = proposal.shares.reduce(
    (best, share, index) => (Number(share.amount) > Number(proposal.shares[best]?.amount ?? 0) ? index : best),
    0,
  );
  return proposal.shares.map((share, index) =>
    index === largest && missing > 0 ? { ...share, difference: proposal.difference } : share,
  );
}
