import { Checkbox, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatMoney, formatNumber } from '@/engine/numbers';
import type { Suggestion, SupplierGroup } from '@/engine/planning';
import css from './planning.module.css';

interface Props {
  groups: SupplierGroup[];
  today: string;
  chosen: ReadonlySet<number>;
  onChoose: (numbers: number[], on: boolean) => void;
  onOpen: (row: Suggestion) => void;
}

function useGroupName() {
  const { t } = useTranslation();
  return (group: SupplierGroup) =>
    group.made ? t('planning.board.making') : (group.supplier?.title ?? t('planning.board.no_supplier'));
}

function Choose({ row, chosen, onChoose }: { row: Suggestion } & Pick<Props, 'chosen' | 'onChoose'>) {
  const { t } = useTranslation();
  if (row.taken) {
    return (
      <Link to={`/forms/${row.taken.form}/${row.taken.record}`}>
        <Tag>{t('planning.board.taken')}</Tag>
      </Link>
    );
  }
  return (
    <Checkbox
      aria-label={t('planning.board.choose', { title: row.title })}
      checked={chosen.has(row.number)}
      onChange={({ target }) => onChoose([row.number], target.checked)}
    />
  );
}

function Latest({ row, today }: { row: Suggestion; today: string }) {
  const { t } = useTranslation();
  return row.latest < today ? (
    <span className={css.bad}>
      {row.latest} {t('planning.board.overdue')}
    </span>
  ) : (
    row.latest
  );
}

function Serves({ row }: { row: Suggestion }) {
  const { t } = useTranslation();
  return (
    <>
      {t('planning.board.order_count', { count: row.orders })}
      {row.amount !== null && row.amount !== '0' ? (
        <span className={css.quiet}> · {t('planning.board.at_stake', { amount: formatMoney(row.amount, 2) })}</span>
      ) : null}
      {row.late > 0 ? <span className={css.bad}> · {t('planning.late_days', { count: row.late })}</span> : null}
    </>
  );
}

/** A table with a heading for each supplier. */
export function BoardTable({ groups, today, chosen, onChoose, onOpen }: Props) {
  const { t } = useTranslation();
  const nameOf = useGroupName();
  return (
    <section className={css.scroll} aria-label={t('planning.tab_board')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th aria-label={t('planning.board.choose_all')} />
            <th>{t('planning.material')}</th>
            <th className={css.number}>{t('planning.board.quantity')}</th>
            <th className={css.number}>{t('planning.board.wanted')}</th>
            <th>{t('planning.board.order_by')}</th>
            <th>{t('planning.board.arrives')}</th>
            <th>{t('planning.board.orders')}</th>
          </tr>
        </thead>
        {groups.map((group) => {
          const numbers = group.rows.filter((row) => row.taken === null).map((row) => row.number);
          return (
            <tbody key={group.key}>
              <tr>
                <th scope="rowgroup">
                  <Checkbox
                    aria-label={t('planning.board.choose', { title: nameOf(group) })}
                    disabled={numbers.length === 0}
                    checked={numbers.length > 0 && numbers.every((number) => chosen.has(number))}
                    onChange={({ target }) => onChoose(numbers, target.checked)}
                  />
                </th>
                <th colSpan={6} scope="rowgroup">
                  {nameOf(group)} <span className={css.quiet}>{group.rows.length}</span>
                </th>
              </tr>
              {group.rows.map((row) => (
                <tr key={row.number}>
                  <td>
                    <Choose row={row} chosen={chosen} onChoose={onChoose} />
                  </td>
                  <td>
                    <button type="button" className={css.open} onClick={() => onOpen(row)}>
                      {row.title}
                    </button>
                  </td>
                  <td className={css.number}>
                    {formatNumber(row.quantity)} {row.unit}
                  </td>
                  <td className={css.number}>{formatNumber(row.wanted)}</td>
                  <td>
                    <Latest row={row} today={today} />
                  </td>
                  <td>{row.arrives}</td>
                  <td>
                    <Serves row={row} />
                  </td>
                </tr>
              ))}
            </tbody>
          );
        })}
      </table>
    </section>
  );
}

/** The same for one hand. */
export function BoardCards({ groups, today, chosen, onChoose, onOpen }: Props) {
  const { t } = useTranslation();
  const nameOf = useGroupName();
  return (
    <>
      {groups.map((group) => (
        <section key={group.key} aria-label={nameOf(group)}>
          <h2 className={css.bar} style={{ margin: 0, fontSize: 14 }}>
            {nameOf(group)}
          </h2>
          <ul className={css.cards}>
            {group.rows.map((row) => (
              <li key={row.number}>
                <Choose row={row} chosen={chosen} onChoose={onChoose} />
                <h3>
                  <button type="button" className={css.open} onClick={() => onOpen(row)}>
                    {row.title}
                  </button>
                </h3>
                <dl>
                  <div>
                    <dt>{t('planning.board.quantity')}</dt>
                    <dd>
                      {formatNumber(row.quantity)} {row.unit}
                    </dd>
                  </div>
                  <div>
                    <dt>{t('planning.board.order_by')}</dt>
                    <dd>
                      <Latest row={row} today={today} />
                    </dd>
                  </div>
                  <div>
                    <dt>{t('planning.board.arrives')}</dt>
                    <dd>{row.arrives.slice(5)}</dd>
                  </div>
                  <div style={{ gridColumn: '1 / -1' }}>
                    <dt>{t('planning.board.orders')}</dt>
                    <dd>
                      <Serves row={row} />
                    </dd>
                  </div>
                </dl>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
