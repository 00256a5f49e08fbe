import { DeleteOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '@/api/artifacts';
import type { Label } from '@/engine/blueprint';
import {
  type LedgerAccount,
  type LedgerDimension,
  type LedgerDocument,
  type LedgerLimit,
  type LedgerList,
  type LedgerNumber,
  type LedgerPart,
  type LedgerPosting,
  partAt,
  patchPart,
  removePart,
} from '@/engine/ledger/document';
import buildCss from '@/features/build/build.module.css';
import css from '@/features/build/panel/panel.module.css';
import { Choice, CountRow, Group, LabelRow, Row, SwitchRow } from '@/features/build/panel/parts';
import { partOf, usePlain, WHOLE } from '@/features/build/plain/plain-context';
import { Findings } from '@/features/build/publish-dialog';
import { FormulaField } from '@/ui/formula/formula-field';
import { useLabel, useWorkplace } from '@/ui/session';
import { LEDGER_KIND } from './ledger-kind';
import { useAccountPlace } from './ledger-words';
import { PostingSettings } from './posting-settings';

/** The properties of what is selected, and what the check says of it. */
export function LedgerPanel({ onJump }: { onJump: (finding: Finding) => void }) {
  const { document, selection } = usePlain<LedgerDocument>();
  const part = selection === WHOLE ? undefined : partAt(document, selection);
  return (
    <div className={css.panel}>
      {part ? <PartPanel key={selection} place={selection} part={part} /> : <Whole onJump={onJump} />}
    </div>
  );
}

function Whole({ onJump }: { onJump: (finding: Finding) => void }) {
  const { t } = useTranslation();
  const { document, findings, update } = usePlain<LedgerDocument>();
  return (
    <>
      <header className={css.panelHead}>
        <h2>{t('ledger_build.settings')}</h2>
      </header>
      <Group title={t('designer.basics')}>
        <LabelRow
          required
          label={t('ledger_build.name')}
          value={document.label}
          onChange={(label) => update((ledger) => ({ ...ledger, label: label ?? {} }), { merge: 'label' })}
        />
        <CountRow
          label={t('ledger_build.position')}
          value={document.position}
          minimum={0}
          maximum={10_000}
          onChange={(position) =>
            update(({ position: _, ...ledger }) => (position === undefined ? ledger : { ...ledger, position }), {
              merge: 'position',
            })
          }
        />
      </Group>
      <Group title={t('flows.findings')}>
        {findings.length === 0 ? (
          <p className={css.help}>{t('ledger_build.no_findings')}</p>
        ) : (
          <Findings kind={LEDGER_KIND} findings={findings} document={document} onJump={onJump} />
        )}
      </Group>
    </>
  );
}

function PartPanel({ place, part }: { place: string; part: LedgerPart }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { findings, update } = usePlain<LedgerDocument>();
  const [list = ''] = place.split('.') as [LedgerList];
  const own = findings.filter((finding) => partOf(finding) === place);
  const put = (patch: object, merge?: string) =>
    update((ledger) => patchPart(ledger, place, patch), merge === undefined ? {} : { merge: `${merge}:${place}` });
  return (
    <>
      <header className={css.panelHead}>
        <h2 className="ellipsis">{label(part.label, part.key)}</h2>
        <Button
          type="text"
          size="small"
          danger
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('ledger_build.remove')}
          title={t('ledger_build.remove')}
          onClick={() => update((ledger) => removePart(ledger, place), { select: WHOLE })}
        />
      </header>
      {own.length > 0 ? (
        <ul className={buildCss.findings} aria-label={t('flows.findings')}>
          {own.map((finding) => (
            <li key={`${finding.place}/${finding.message}`} className={buildCss[finding.severity]}>
              {finding.message}
            </li>
          ))}
        </ul>
      ) : null}
      <Group title={t('designer.basics')}>
        <LabelRow
          label={t('ledger_build.part_name')}
          value={part.label}
          onChange={(next?: Label) => put({ label: next }, 'label')}
        />
        <p className={css.help}>{t('ledger_build.key', { key: part.key })}</p>
        {settings(list as LedgerList, part, put)}
      </Group>
    </>
  );
}

type Put = (patch: object, merge?: string) => void;

function settings(list: LedgerList, part: LedgerPart, put: Put): ReactNode {
  switch (list) {
    case 'dimensions':
      return <DimensionSettings dimension={part as LedgerDimension} put={put} />;
    case 'accounts':
      return <AccountSettings account={part as LedgerAccount} put={put} />;
    case 'values':
      return <NumberSettings number={part as LedgerNumber} put={put} />;
    case 'postings':
      return <PostingSettings posting={part as LedgerPosting} put={put} />;
    case 'limits':
      return <LimitSettings limit={part as LedgerLimit} put={put} />;
  }
}

function DimensionSettings({ dimension, put }: { dimension: LedgerDimension; put: Put }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  return (
    <>
      <Choice
        label={t('ledger_build.holds')}
        value={dimension.type}
        options={(['reference', 'person', 'text', 'date'] as const).map((type) => ({
          value: type,
          label: t(`ledger_build.type.${type}`),
        }))}
        onChange={(type) => put({ type, form: type === 'reference' ? '' : undefined })}
      />
      {dimension.type === 'reference' ? (
        <Row label={t('ledger_build.of_form')}>
          {(id) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              value={dimension.form || null}
              options={blueprint.forms.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
              onChange={(form) => put({ form })}
            />
          )}
        </Row>
      ) : null}
      <SwitchRow
        label={t('ledger_build.may_be_empty')}
        help={t('ledger_build.may_be_empty_help')}
        checked={dimension.optional === true}
        onChange={(on) => put({ optional: on ? true : undefined })}
      />
    </>
  );
}

function Scale({ scale, put }: { scale: number | undefined; put: Put }) {
  const { t } = useTranslation();
  return (
    <CountRow
      label={t('ledger_build.scale')}
      value={scale ?? 3}
      minimum={0}
      maximum={8}
      onChange={(next) => put({ scale: next }, 'scale')}
    />
  );
}

function AccountSettings({ account, put }: { account: LedgerAccount; put: Put }) {
  const { t } = useTranslation();
  return (
    <>
      <Scale scale={account.scale} put={put} />
      <SwitchRow
        label={t('ledger_build.is_expected')}
        help={t('ledger_build.is_expected_help')}
        checked={account.expected === true}
        onChange={(on) => put({ expected: on ? true : undefined })}
      />
    </>
  );
}

function NumberSettings({ number, put }: { number: LedgerNumber; put: Put }) {
  const { t } = useTranslation();
  const { document } = usePlain<LedgerDocument>();
  const place = useAccountPlace(document);
  return (
    <>
      <FormulaField
        label={t('ledger_build.property.formula')}
        value={number.formula}
        place={place}
        expected="number"
        onChange={(formula) => put({ formula: formula ?? '' }, 'formula')}
      />
      <Scale scale={number.scale} put={put} />
    </>
  );
}

function LimitSettings({ limit, put }: { limit: LedgerLimit; put: Put }) {
  const { t } = useTranslation();
  const { document } = usePlain<LedgerDocument>();
  const place = useAccountPlace(document);
  return (
    <>
      <span className={css.rowLabel}>{t('ledger_build.not_below')}</span>
      <FormulaField
        label={t('ledger_build.not_below')}
        value={limit.value}
        place={place}
        expected="number"
        onChange={(value) => put({ value: value ?? '' }, 'value')}
      />
      <Choice
        label={t('ledger_build.property.mode')}
        value={limit.mode ?? 'block'}
        options={[
          { value: 'block', label: t('ledger_build.block') },
          { value: 'warn', label: t('ledger_build.warn') },
        ]}
        onChange={(mode) => put({ mode })}
      />
      <SwitchRow
        label={t('ledger_build.every_day')}
        help={t('ledger_build.every_day_help')}
        checked={limit.everyDay === true}
        onChange={(on) => put({ everyDay: on ? true : undefined })}
      />
    </>
  );
}
