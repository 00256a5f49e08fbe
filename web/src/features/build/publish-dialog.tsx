import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkArtifact, type Finding, type Publication, publishArtifact } from '@/api/artifacts';
import { isProblem } from '@/api/problem';
import { useErrorText } from '@/ui/problem-text';
import { BLUEPRINT_KEY } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import css from './build.module.css';
import type { BuildKind } from './build-kind';
import { Sentences } from './difference-list';
import { type ChosenRights, RightsChoice, rightsOf } from './rights-choice';

interface PublishDialogProps<D> {
  kind: BuildKind<D>;
  document: D & { key: string };
  /** What is live; undefined before the first time. */
  published: D | undefined;
  seen: string | null;
  onClose: () => void;
  onJump: (finding: Finding) => void;
  onPublished: (version: number) => void;
  onConflict: () => void;
}

/** Everything publishing would do, before it is done: what changes, what is wrong, what becomes of the tables. */
export function PublishDialog<D>(props: PublishDialogProps<D>) {
  const { kind, document, published, seen } = props;
  const { Plan } = kind;
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [empty, setEmpty] = useState(false);
  const [rights, setRights] = useState<ChosenRights>({});
  const [refused, setRefused] = useState<Publication>();
  const check = useQuery({
    queryKey: ['artifacts', kind.kind, document.key, 'check', seen],
    queryFn: () => checkArtifact(kind.kind, document.key),
    gcTime: 0,
    staleTime: 0,
  });
  const found = refused ?? check.data;
  const losing = found?.plan.some((change) => (change.lostCount ?? 0) > 0) ?? false;
  const errors =
    found?.findings.filter(({ severity, code }) => severity === 'error' && !(empty && code === 'form.values_lost')) ??
    [];
  const warnings = found?.findings.filter((finding) => finding.severity === 'warning') ?? [];
  const differences = kind.useChanges();
  const changes = published ? differences(published, document) : [];
  const publish = async () => {
    setBusy(true);
    try {
      const chosen = kind.kind === 'form' ? rightsOf(rights) : undefined;
      const done = await publishArtifact(kind.kind, document.key, seen, empty, chosen);
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
          <Findings kind={kind} findings={[...errors, ...warnings]} document={document} onJump={props.onJump} />
          <section>
            <h3>{t('designer.publish.changes')}</h3>
            {published === undefined ? (
              <p>{t(`designer.publish.first_${kind.kind}`)}</p>
            ) : changes.length === 0 ? (
              <p>{t('designer.publish.nothing')}</p>
            ) : (
              <Sentences sentences={changes} />
            )}
          </section>
          {kind.kind === 'form' && published === undefined && errors.length === 0 ? (
            <RightsChoice chosen={rights} onChange={setRights} />
          ) : null}
          {Plan && found.plan.length > 0 ? <Plan plan={found.plan} document={document} /> : null}
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

interface FindingsProps<D> {
  kind: BuildKind<D>;
  findings: readonly Finding[];
  document: D & { key: string };
  onJump: (finding: Finding) => void;
}

/** What a check found, each with a way to where it is. */
export function Findings<D>({ kind, findings, document, onJump }: FindingsProps<D>) {
  const { t } = useTranslation();
  const place = kind.usePlace();
  const message = kind.useMessage?.() ?? ((_: D, finding: Finding) => finding.message);
  if (findings.length === 0) return null;
  const own = `${kind.kind}/${document.key}`;
  return (
    <ul className={css.findings}>
      {findings.map((finding) => (
        <li key={`${finding.artifact}/${finding.place}/${finding.message}`} className={css[finding.severity]}>
          <span>
            <strong>{finding.artifact === own ? place(document, finding) : `${finding.artifact} `}</strong>
            {message(document, finding)}
          </span>
          {finding.artifact === own ? (
            <Button size="small" type="link" onClick={() => onJump(finding)}>
              {t('designer.publish.jump')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
