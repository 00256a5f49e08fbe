import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LedgerDimension, LedgerDocument, LedgerPosting } from '@/engine/ledger/document';
import { BuildPlaceContext } from '@/features/build/build-place';
import { ConditionBuilder } from '@/features/build/conditions/condition-builder';
import css from '@/features/build/panel/panel.module.css';
import { Choice, Row } from '@/features/build/panel/parts';
import { usePlain } from '@/features/build/plain/plain-context';
import { FormulaField } from '@/ui/formula/formula-field';
import { useLabel, useWorkplace } from '@/ui/session';
import { type PostingPlace, useAccountPlace, usePostingPlace } from './ledger-words';
import { useLedgers } from './use-ledgers';

interface PostingProps {
  posting: LedgerPosting;
  put: (patch: object, merge?: string) => void;
}

/** Who posts, when, how much, to which account of which dimensions, and for which day. */
export function PostingSettings({ posting, put }: PostingProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { document } = usePlain<LedgerDocument>();
  const ofLedger = posting.ledger !== undefined;
  return (
    <>
      <Choice
        label={t('ledger_build.source')}
        value={ofLedger ? 'ledger' : 'form'}
        options={[
          { value: 'form', label: t('ledger_build.from_records') },
          { value: 'ledger', label: t('ledger_build.from_ledger') },
        ]}
        onChange={(next) => {
          const from = next === 'ledger';
          put({
            form: from ? undefined : '',
            ledger: from ? '' : undefined,
            lines: undefined,
            when: undefined,
            date: undefined,
            quantity: '',
            dimensions: {},
          });
        }}
      />
      {ofLedger ? <OfLedger posting={posting} put={put} /> : <OfRecords posting={posting} put={put} />}
      <Row label={t('ledger_build.property.account')}>
        {(id) => (
          <Select
            id={id}
            value={posting.account || null}
            options={document.accounts.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
            onChange={(account) => put({ account })}
          />
        )}
      </Row>
    </>
  );
}

function OfRecords({ posting, put }: PostingProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const place = usePostingPlace(posting);
  const lines = place?.form.fields.filter((field) => field.type === 'lines') ?? [];
  return (
    <>
      <Row label={t('ledger_build.property.form')}>
        {(id) => (
          <Select
            id={id}
            showSearch={{ optionFilterProp: 'label' }}
            value={posting.form || null}
            options={blueprint.forms.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
            onChange={(form) =>
              put({ form, lines: undefined, when: undefined, quantity: '', dimensions: {}, date: undefined })
            }
          />
        )}
      </Row>
      {lines.length > 0 ? (
        <Row label={t('ledger_build.rows')}>
          {(id) => (
            <Select
              id={id}
              value={posting.lines ?? ''}
              options={[
                { value: '', label: t('ledger_build.whole_record') },
                ...lines.map((each) => ({ value: each.key, label: label(each.label, each.key) })),
              ]}
              onChange={(next) => put({ lines: next === '' ? undefined : next })}
            />
          )}
        </Row>
      ) : null}
      {place ? <Formulas posting={posting} put={put} place={place} /> : null}
    </>
  );
}

function Formulas({ posting, put, place }: PostingProps & { place: PostingPlace }) {
  const { t } = useTranslation();
  const { document } = usePlain<LedgerDocument>();
  const { blueprint } = useWorkplace();
  return (
    <>
      <Choice
        label={t('ledger_build.property.when')}
        value={posting.when === undefined ? 'always' : 'some'}
        options={[
          { value: 'always', label: t('rules.when.always') },
          { value: 'some', label: t('rules.when.some') },
        ]}
        onChange={(next) => put({ when: next === 'always' ? undefined : '' })}
      />
      {posting.when === undefined ? null : (
        <BuildPlaceContext value={{ form: place.condition, forms: blueprint.forms }}>
          <ConditionBuilder
            key={`${posting.form}/${posting.lines}`}
            label={t('ledger_build.property.when')}
            value={posting.when}
            onChange={(when) => put({ when }, 'when')}
          />
        </BuildPlaceContext>
      )}
      <Formula
        label={t('ledger_build.property.quantity')}
        help={t('ledger_build.quantity_help')}
        value={posting.quantity}
        place={place}
        expected="number"
        onChange={(quantity) => put({ quantity: quantity ?? '' }, 'quantity')}
      />
      {document.dimensions.map((dimension) => (
        <DimensionFormula key={dimension.key} dimension={dimension} posting={posting} put={put} place={place} />
      ))}
      <Formula
        label={t('ledger_build.property.date')}
        help={t('ledger_build.date_help')}
        value={posting.date ?? ''}
        place={place}
        expected={undefined}
        onChange={(date) => put({ date }, 'date')}
      />
    </>
  );
}

function DimensionFormula(props: PostingProps & { dimension: LedgerDimension; place: PostingPlace }) {
  const { dimension, posting, put, place } = props;
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <Formula
      label={t('ledger_build.taken_from', { dimension: label(dimension.label, dimension.key) })}
      value={posting.dimensions[dimension.key] ?? ''}
      place={place}
      expected={undefined}
      onChange={(text) => {
        const { [dimension.key]: _, ...rest } = posting.dimensions;
        put(
          { dimensions: text === undefined ? rest : { ...rest, [dimension.key]: text } },
          `dimension-${dimension.key}`,
        );
      }}
    />
  );
}

interface FormulaProps {
  label: string;
  help?: string;
  value: string;
  place: PostingPlace;
  expected: 'number' | undefined;
  onChange: (text: string | undefined) => void;
}

function Formula({ label, help, place, ...props }: FormulaProps) {
  return (
    <div className={css.row}>
      <span className={css.rowLabel}>{label}</span>
      <FormulaField label={label} place={place.formula} {...props} />
      {help ? <p className={css.help}>{help}</p> : null}
    </div>
  );
}

function OfLedger({ posting, put }: PostingProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { document } = usePlain<LedgerDocument>();
  const others = useLedgers().filter((each) => each.key !== document.key);
  const source = others.find((each) => each.key === posting.ledger);
  const place = useAccountPlace(source);
  return (
    <>
      <Row label={t('ledger_build.from_ledger')}>
        {(id) => (
          <Select
            id={id}
            value={posting.ledger || null}
            options={others.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
            onChange={(ledger) => put({ ledger, quantity: '', dimensions: {}, date: '' })}
          />
        )}
      </Row>
      {source ? (
        <>
          <div className={css.row}>
            <span className={css.rowLabel}>{t('ledger_build.property.quantity')}</span>
            <FormulaField
              label={t('ledger_build.property.quantity')}
              value={posting.quantity}
              place={place}
              expected="number"
              onChange={(quantity) => put({ quantity: quantity ?? '' }, 'quantity')}
            />
          </div>
          {document.dimensions.map((dimension) => (
            <Row
              key={dimension.key}
              label={t('ledger_build.taken_from', { dimension: label(dimension.label, dimension.key) })}
            >
              {(id) => (
                <Select
                  id={id}
                  allowClear
                  value={posting.dimensions[dimension.key] ?? null}
                  options={source.dimensions
                    .filter((each) => each.type === dimension.type && each.form === dimension.form)
                    .map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
                  onChange={(next?: string | null) => {
                    const { [dimension.key]: _, ...rest } = posting.dimensions;
                    put({ dimensions: next ? { ...rest, [dimension.key]: next } : rest });
                  }}
                />
              )}
            </Row>
          ))}
          <Row label={t('ledger_build.date_of')} help={t('ledger_build.date_of_help')}>
            {(id) => (
              <Select
                id={id}
                value={posting.date || null}
                options={source.accounts.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
                onChange={(date) => put({ date })}
              />
            )}
          </Row>
        </>
      ) : null}
    </>
  );
}
