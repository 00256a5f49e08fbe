import { useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, Modal } from 'antd';
import Decimal from 'decimal.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptLine, type BankLine, loadOpenItems, type NamedItem } from '@/api/reconcile';
import { groupDigits } from '@/engine/digits';
import { useErrorText } from '@/ui/problem-text';
import { CustomerSelect } from './customer-select';
import css from './reconcile.module.css';

/** Spreads a line over what a customer owes, by hand. */
export function HandDialog(props: {
  line: BankLine;
  names: Record<string, string>;
  onClose: () => void;
  onDone: () => void;
}) {
  const { line, names, onClose, onDone } = props;
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [customer, setCustomer] = useState(line.proposals[0]?.customer);
  const [amounts, setAmounts] = useState<Record<string, string>>({});
  const [learn, setLearn] = useState(line.payer !== '');
  const [busy, setBusy] = useState(false);
  const query = useQuery({
    queryKey: ['reconcile', 'items', customer],
    queryFn: ({ signal }) => loadOpenItems(customer ?? '', signal),
    enabled: customer !== undefined,
  });
  const items = query.data?.items ?? [];
  const given = items.reduce((sum, item) => sum.plus(number(amounts[item.id])), new Decimal(0));
  const left = new Decimal(line.amount).minus(given);
  const accept = async () => {
    setBusy(true);
    try {
      await acceptLine(line.id, {
        rev: line.rev,
        customer: customer ?? '',
        shares: items
          .filter((item) => number(amounts[item.id]).gt(0))
          .map((item) => ({ item: item.id, amount: number(amounts[item.id]).toFixed(2) })),
        learn,
        tier: 'hand',
        confidence: 100,
        reason: t('reconcile.by_hand'),
      });
      onDone();
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={`${t('reconcile.hand_title')} · ${groupDigits(line.amount)}`}
      okText={t('reconcile.accept')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: customer === undefined || left.lt(0), loading: busy }}
      onOk={() => void accept()}
      onCancel={onClose}
    >
      <div className={css.what}>
        <div className={css.bar}>
          <CustomerSelect
            value={customer}
            name={customer ? names[customer] : undefined}
            onPick={(id) => {
              setCustomer(id);
              setAmounts({});
            }}
          />
          <Button size="small" disabled={items.length === 0} onClick={() => setAmounts(oldest(items, line.amount))}>
            {t('reconcile.oldest')}
          </Button>
        </div>
        {query.isSuccess && items.length === 0 ? <p className={css.quiet}>{t('reconcile.nothing_open')}</p> : null}
        <div className={css.table} style={{ maxHeight: 320 }}>
          <table>
            <tbody>
              {items.map((item) => (
                <tr key={item.id}>
                  <td>{item.title}</td>
                  <td className={css.number ?? ''}>{t('reconcile.open', { amount: groupDigits(item.open ?? '0') })}</td>
                  <td>
                    <Input
                      size="small"
                      inputMode="decimal"
                      aria-label={item.title}
                      value={amounts[item.id] ?? ''}
                      onChange={({ target }) => setAmounts({ ...amounts, [item.id]: target.value })}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p className={css.quiet}>{t('reconcile.left', { amount: groupDigits(left.toFixed(2)) })}</p>
        {line.payer === '' ? null : (
          <Checkbox checked={learn} onChange={({ target }) => setLearn(target.checked)}>
            {t('reconcile.learn')}
          </Checkbox>
        )}
      </div>
    </Modal>
  );
}

function number(text: string | undefined): Decimal {
  try {
    return new Decimal((text ?? '').trim() === '' ? 0 : (text ?? 0));
  } catch {
    return new Decimal(0);
  }
}

/** The items come with what is due first in front. */
function oldest(items: readonly NamedItem[], amount: string): Record<string, string> {
  let left = new Decimal(amount);
  const spread: Record<string, string> = {};
  for (const item of items) {
    const share = Decimal.min(left, item.open ?? 0);
    if (share.lte(0)) break;
    spread[item.id] = share.toFixed(2);
    left = left.minus(share);
  }
  return spread;
}
