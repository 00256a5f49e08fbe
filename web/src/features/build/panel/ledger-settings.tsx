import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { loadArtifacts } from '@/api/artifacts';
import { asksLedger, type Field, isNumeric, labelText } from '@/engine/blueprint';
import { type FieldPath, siblings, splitPath } from '@/engine/designer/document';
import type { Patch } from '@/engine/designer/operations';
import { type LedgerDimension, toLedger } from '@/engine/ledger/document';
import { usePreferences } from '@/ui/preferences';
import { useLabel } from '@/ui/session';
import { useDesigner } from '../designer-context';
import css from './panel.module.css';
import { Row } from './parts';

interface LedgerSettingsProps {
  field: Field;
  path: FieldPath;
  onChange: (patch: Patch, merge?: string) => void;
}

/** Which number of which ledger a field shows, and where its dimensions come from. */
export function LedgerSettings({ field, path, onChange }: LedgerSettingsProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const label = useLabel();
  const { document } = useDesigner();
  const { lines } = splitPath(path);
  const query = useQuery({ queryKey: ['artifacts', 'ledger'], queryFn: () => loadArtifacts('ledger') });
  if (!asksLedger(field)) return null;
  const ledgers = (query.data?.items ?? []).map((item) => toLedger(item.document));
  const ledger = ledgers.find((each) => each.key === field.ledger);
  const beside = siblings(document, lines);
  const head = lines === undefined ? [] : siblings(document, undefined);
  const offers = (fits: (field: Field) => boolean, withHead: boolean) => [
    ...beside.filter(fits).map((each) => ({ value: each.key, label: label(each.label, each.key) })),
    ...(withHead ? head.filter(fits) : []).map((each) => ({
      value: `parent.${each.key}`,
      label: `${label(document.label, document.key)} · ${labelText(each.label, language, each.key)}`,
    })),
  ];
  const pick = (
    name: string,
    value: string | undefined,
    options: { value: string; label: string }[],
    put: (next: string | undefined) => void,
  ) => (
    <Row key={name} label={name}>
      {(id) => (
        <Select
          id={id}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={value || null}
          options={options}
          onChange={(next?: string | null) => put(next ?? undefined)}
        />
      )}
    </Row>
  );
  const date = (each: Field) => each.type === 'date';
  return (
    <>
      {pick(
        t('designer.ledger_which'),
        field.ledger,
        ledgers.map((each) => ({ value: each.key, label: label(each.label, each.key) })),
        (next) => onChange({ ledger: next ?? '', at: {} }),
      )}
      {field.type === 'balance'
        ? pick(
            t('designer.ledger_figure'),
            field.figure,
            [...(ledger?.accounts ?? []), ...(ledger?.values ?? [])].map((each) => ({
              value: each.key,
              label: label(each.label, each.key),
            })),
            (next) => onChange({ figure: next ?? '' }),
          )
        : null}
      {(ledger?.dimensions ?? []).map((dimension) =>
        pick(
          t('designer.ledger_at', { dimension: label(dimension.label, dimension.key) }),
          field.at[dimension.key],
          offers((each) => fits(each, dimension), true),
          (next) => {
            const { [dimension.key]: _, ...rest } = field.at;
            onChange({ at: next === undefined ? rest : { ...rest, [dimension.key]: next } });
          },
        ),
      )}
      {field.type === 'promise' ? (
        <>
          {pick(t('designer.ledger_quantity'), field.quantity, offers(isNumeric, false), (next) =>
            onChange({ quantity: next ?? '' }),
          )}
          {pick(t('designer.ledger_wanted'), field.wanted, offers(date, false), (wanted) => onChange({ wanted }))}
          {pick(t('designer.ledger_confirmed'), field.confirmed, offers(date, false), (confirmed) =>
            onChange({ confirmed }),
          )}
          {pick(
            t('designer.ledger_destination'),
            field.destination,
            offers((each) => each.type === 'select' || each.type === 'text', true),
            (destination) => onChange({ destination }),
          )}
        </>
      ) : null}
      <p className={css.help}>{t('designer.ledger_help')}</p>
    </>
  );
}

function fits(field: Field, dimension: LedgerDimension): boolean {
  if (dimension.type === 'reference') return field.type === 'reference' && field.form === dimension.form;
  return dimension.type === 'text' ? field.type === 'text' || field.type === 'select' : field.type === dimension.type;
}
