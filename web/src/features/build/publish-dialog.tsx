import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkArtifact, type Finding, type PlannedChange, type Publication, publishArtifact } from '@/api/artifacts';
import { isProblem } from '@/api/problem';
import { differences } from '@/engine/designer/difference';
import { type FormDocument, fieldAt } from '@/engine/designer/document';
import { useErrorText } from '@/ui/problem-text';
import { BLUEPRINT_KEY, useLabel } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import css from './build.module.css';
import { DifferenceList } from './difference-list';
import { pathOf } from './finding-path';
import { type ChosenRights, RightsChoice, rightsOf } from './rights-choice';

interface PublishDialogProps {
  document: FormDocument;
  /** What is live; undefined before the first time. */
  published: FormDocument | undefined;
  seen: string | null;
  onClose: () => void;
  onJump: (finding: Finding) => void;
  onPublished: (version: number) => void;
  onConflict: () => void;
}

/** Everything publishing would do, before it is done: what changes, what is wrong, what becomes of the tables. */
export function PublishDialog(props: PublishDialogProps) {
  const { document, published, seen } = props;
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [empty, setEmpty] = useState(false);
  const [rights, setRights] = useState<ChosenRights>({});
  const [refused, setRefused] = useState<Publication>();
  const check = useQuery({
    queryKey: ['artifacts', 'form', document.key, 'check', seen],
    queryFn: () => checkArtifact('form', document.key),
    gcTime: 0,
    staleTime: 0,
  });
  const found = refused ?? check.data;
  const losing = found?.plan.some((change) => (change.lostCount ?? 0) > 0) ?? false;
  const errors =
    found?.findings.filter(({ severity, code }) => severity === 'error' && !(empty && code === 'form.values_lost')) ??
    [];
  const warnings = found?.findings.filter((finding) => finding.severity === 'warning') ?? [];
  const changes = useMemo(() => (published ? differences(published, document) : []), [published, document]);
  const publish = async () => {
    setBusy(true);
    try {
      const done = await publishArtifact('form', document.key, seen, empty, rightsOf(rights));
      await queries.invalidateQueries({ queryKey: BLUEPRINT_KEY });
      void queries.invalidateQueries({ queryKey: ['artifacts'] });
      void message.success(t('designer.publish.done', { version: done.version }));
      props.onPublished(done.version ?? 0);
    } catch (error) {
      const answer = isProblem(error) ? (error.body as unknown as Partial<Publication>) : {};
      if (answer.findings) setRefused({ blueprint: 0, plan: [], ...answer, findings: answer.findings });
      else if (isProblem(error) && error.status === 409 && error.body.code !== 'access.role_draft') props.onConflict();
      else void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      width={640}
      title={t('designer.publish.title')}
      onCancel={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={!found || errors.length > 0 || (changes.length === 0 && published !== undefined)}
            onClick={() => void publish()}
          >
            {t('designer.publish.go')}
          </Button>
        </>
      }
    >
      {check.isPending ? <Loading lines={6} /> : null}
      {check.isError ? <ErrorState error={check.error} retry={() => void check.refetch()} /> : null}
      {found ? (
        <div className={css.publish}>
          {errors.length > 0 ? (
            <Alert type="error" showIcon title={t('designer.publish.errors', { count: errors.length })} />
          ) : null}
          <Findings findings={[...errors, ...warnings]} document={document} onJump={props.onJump} />
          <section>
            <h3>{t('designer.publish.changes')}</h3>
            {published === undefined ? (
              <p>{t('designer.publish.first')}</p>
            ) : changes.length === 0 ? (
              <p>{t('designer.publish.nothing')}</p>
            ) : (
              <DifferenceList differences={changes} />
            )}
          </section>
          {published === undefined && errors.length === 0 ? (
            <RightsChoice chosen={rights} onChange={setRights} />
          ) : null}
          {found.plan.length > 0 ? <Plan plan={found.plan} document={document} /> : null}
          {losing ? (
            <Checkbox checked={empty} onChange={({ target }) => setEmpty(target.checked)}>
              {t('designer.plan.empty')}
            </Checkbox>
          ) : null}
        </div>
      ) : null}
    </Modal>
  );
}

interface FindingsProps {
  findings: readonly Finding[];
  document: FormDocument;
  onJump: (finding: Finding) => void;
}

function Findings({ findings, document, onJump }: FindingsProps) {
  const { t } = useTranslation();
  const place = usePlace(document);
  if (findings.length === 0) return null;
  return (
    <ul className={css.findings}>
      {findings.map((finding) => (
        <li key={`${finding.artifact}/${finding.place}/${finding.message}`} className={css[finding.severity]}>
          <span>
            <strong>{place(finding)}</strong>
            {finding.message}
          </span>
          {finding.artifact === `form/${document.key}` ? (
            <Button size="small" type="link" onClick={() => onJump(finding)}>
              {t('designer.publish.jump')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function usePlace(document: FormDocument): (finding: Finding) => string {
  const label = useLabel();
  return (finding) => {
    if (finding.artifact !== `form/${document.key}`) return `${finding.artifact} `;
    const path = pathOf(document, finding.place);
    const field = path === undefined ? undefined : fieldAt(document, path);
    return field ? `${label(field.label, field.key)}：` : '';
  };
}

const WORDS = ['create_table', 'add_column', 'add_reference', 'create_index', 'drop_index', 'convert_column'] as const;

function Plan({ plan, document }: { plan: readonly PlannedChange[]; document: FormDocument }) {
  const { t } = useTranslation();
  const label = useLabel();
  const head = `f_${document.key}`;
  const name = ({ table, column }: PlannedChange) => {
    const lines = table.startsWith(`${head}__`) ? table.slice(head.length + 2) : undefined;
    const field = fieldAt(document, lines === undefined ? column : `${lines}.${column}`);
    const owner = lines === undefined ? undefined : fieldAt(document, lines);
    if (field) return label(field.label, field.key);
    return owner && table === column ? label(owner.label, owner.key) : column;
  };
  return (
    <section>
      <h3>{t('designer.publish.plan')}</h3>
      <ul className={css.differences}>
        {plan.map((change) => {
          const word = WORDS.find((each) => each === change.change);
          return (
            <li key={`${change.change}/${change.table}/${change.column}`}>
              {word
                ? t(`designer.plan.${word}`, { name: name(change), rows: change.rows })
                : `${change.change} ${change.table}.${change.column}`}
              {change.lostCount ? (
                <>
                  {' '}
                  {t('designer.plan.lost', { count: change.lostCount })}
                  <ul>
                    {(change.lost ?? []).slice(0, 20).map((each) => (
                      <li key={`${each.record}/${each.value}`}>
                        {each.value}（{each.reason}）
                      </li>
                    ))}
                  </ul>
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
