import { useQueryClient } from '@tanstack/react-query';
import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dropDraft, type Finding, publishArtifact, saveDraft } from '@/api/artifacts';
import { type StagedFile, startPlan } from '@/api/import-files';
import type { ImportJob } from '@/api/imports';
import { isProblem } from '@/api/problem';
import type { Label } from '@/engine/blueprint';
import { formOfColumns, planOfColumns } from '@/engine/designer/from-sheet';
import { freeKey } from '@/engine/layout';
import { formatNumber } from '@/engine/numbers';
import { Tick } from '@/ui/plain-choices';
import { usePreferences } from '@/ui/preferences';
import { useErrorText } from '@/ui/problem-text';
import { BLUEPRINT_KEY, useLabel, useWorkplace } from '@/ui/session';
import { LabelRow, Row } from '../panel/parts';
import { type ChosenRights, RightsChoice, rightsOf } from '../rights-choice';
import type { Chosen } from './fields-step';
import css from './from-file.module.css';

/** What came of it: the form, and the import of its data if that was begun. */
export interface Made {
  key: string;
  label: Label;
  job: ImportJob | undefined;
  /** Why the data could not be brought in. */
  failure: string;
}

interface CreateDialogProps {
  file: StagedFile;
  chosen: Chosen;
  taken: ReadonlySet<string>;
  onClose: () => void;
  onMade: (made: Made) => void;
}

/** Names the form, says who works with it, and makes it. */
export function CreateDialog({ file, chosen, taken, onClose, onMade }: CreateDialogProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const { language } = usePreferences();
  const { groups = [] } = useWorkplace().blueprint;
  const { proposal, columns, sheet, title } = chosen;
  const [name, setName] = useState<Label>({ [language]: proposal.name });
  const [key, setKey] = useState(() => freeKey(proposal.key, taken));
  const [group, setGroup] = useState<string>();
  const [rights, setRights] = useState<ChosenRights>({});
  const [data, setData] = useState(proposal.rows > 0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string[]>([]);
  const keyProblem = !/^[a-z][a-z0-9_]{0,28}$/.test(key)
    ? t('designer.key_shape')
    : taken.has(key)
      ? t('designer.forms.key_taken')
      : undefined;
  const named = Object.values(name).some((text) => text.trim() !== '');
  const create = async () => {
    setBusy(true);
    setFailure([]);
    try {
      await publish();
    } catch (error) {
      setFailure(reasons(error) ?? [errorText(error)]);
      setBusy(false);
      return;
    }
    await queries.invalidateQueries({ queryKey: BLUEPRINT_KEY });
    void queries.invalidateQueries({ queryKey: ['artifacts'] });
    let job: ImportJob | undefined;
    let problem = '';
    if (data) {
      try {
        job = await startPlan(file.id, planOfColumns(key, sheet, proposal.header, columns));
      } catch (error) {
        problem = errorText(error);
      }
    }
    onMade({ key, label: name, job, failure: problem });
  };
  const publish = async () => {
    const document = formOfColumns({ key, label: name, group, title }, columns);
    const draft = await saveDraft('form', key, 0, null, document);
    const seen = draft.draft?.at ?? null;
    try {
      await publishArtifact('form', key, seen, false, rightsOf(rights));
    } catch (error) {
      // Nothing half-made stays: the next try begins anew.
      await dropDraft('form', key, seen ?? undefined).catch(() => undefined);
      throw error;
    }
  };
  return (
    <Modal
      open
      width={560}
      title={t('from_file.create_title')}
      okText={t('from_file.create')}
      cancelText={t('common.cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: !named || keyProblem !== undefined }}
      closable={!busy}
      onCancel={() => (busy ? undefined : onClose())}
      onOk={() => void create()}
    >
      <div className={css.dialog}>
        <LabelRow label={t('designer.form_name')} autoFocus value={name} onChange={(next) => setName(next ?? {})} />
        <Row label={t('designer.key')} help={t('designer.forms.key_help')} problem={keyProblem}>
          {(id) => (
            <Input
              id={id}
              value={key}
              spellCheck={false}
              autoComplete="off"
              onChange={({ target }) => setKey(target.value)}
            />
          )}
        </Row>
        {groups.length > 0 ? (
          <Row label={t('designer.menu_group')}>
            {(id) => (
              <Select
                id={id}
                allowClear
                placeholder={t('from_file.no_group')}
                value={group}
                options={groups.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
                onChange={(next?: string) => setGroup(next)}
              />
            )}
          </Row>
        ) : null}
        <RightsChoice chosen={rights} onChange={setRights} />
        {proposal.rows > 0 ? (
          <Tick checked={data} onChange={setData}>
            {t('from_file.with_data', { count: proposal.rows, shown: formatNumber(String(proposal.rows)) })}
          </Tick>
        ) : null}
        {failure.map((each) => (
          <p key={each} role="alert" className={css.problem}>
            {each}
          </p>
        ))}
      </div>
    </Modal>
  );
}

/** What the check found, in its own words. */
function reasons(error: unknown): string[] | undefined {
  const found = isProblem(error) ? (error.body as unknown as { findings?: Finding[] }).findings : undefined;
  const errors = found?.filter((finding) => finding.severity === 'error').map((finding) => finding.message) ?? [];
  return errors.length > 0 ? [...new Set(errors)] : undefined;
}
