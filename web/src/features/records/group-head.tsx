import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Form } from '@/engine/blueprint';
import { formatNumber } from '@/engine/numbers';
import { listedField } from '@/engine/system-fields';
import { useLabel } from '@/ui/session';
import { colourVariable } from '@/ui/values/colour';
import css from './records.module.css';
import { useTotalText } from './total-text';
import type { Grouped } from './use-grouped';

interface GroupHeadProps {
  form: Form;
  grouped: Grouped;
  /** `group:` or `more:` and the key. */
  line: string;
  width: number;
}

/** The heading of a group: what its records have in common, how many they are, what they add up to. */
export function GroupHead({ form, grouped, line, width }: GroupHeadProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const totalText = useTotalText();
  const [kind, ...rest] = line.split(':');
  const node = grouped.nodes.get(rest.join(':'));
  if (!node) return null;
  const style: React.CSSProperties = { width, paddingInlineStart: 12 + node.depth * 20 };
  if (kind === 'more') {
    return (
      <div role="gridcell" className={css.groupHead} style={style}>
        <span className={css.busy}>{t('common.loading')}</span>
      </div>
    );
  }
  const open = grouped.open.has(node.key);
  const name = node.label ?? t('group.empty');
  return (
    <div role="gridcell" className={css.groupHead} style={style}>
      <button
        type="button"
        className={css.groupToggle}
        aria-expanded={open}
        aria-label={`${open ? t('group.close') : t('group.open')} ${name}`}
        onClick={() => grouped.toggle(node.key)}
      >
        {open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
        <span
          className={node.color ? css.groupTag : css.groupName}
          style={{ '--tag': colourVariable(node.color) } as React.CSSProperties}
        >
          {name}
        </span>
      </button>
      <span className={css.groupCount}>
        {t('group.count', { count: node.count, shown: formatNumber(String(node.count)) })}
      </span>
      {node.totals.map((total) => {
        const field = listedField(form, total.field);
        return field ? (
          <span key={`${total.field}/${total.function}`} className={css.groupTotal}>
            {label(field.label, field.key)} {t(`total.${total.function}`)} <b>{totalText(field, total)}</b>
          </span>
        ) : null;
      })}
    </div>
  );
}
