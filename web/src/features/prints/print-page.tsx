import '@/i18n/print-designer';
import '@/i18n/prints';
import { EllipsisOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Dropdown, Segmented } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import {
  type Artifact,
  checkArtifact,
  dropDraft,
  type Finding,
  loadArtifact,
  loadVersions,
  publishArtifact,
  rollBackTo,
} from '@/api/artifacts';
import { type Form, labelText } from '@/engine/blueprint';
import { allBlocks, findBlock } from '@/engine/print/document';
import { Page } from '@/ui/page';
import { usePreferences } from '@/ui/preferences';
import { useErrorText } from '@/ui/problem-text';
import { NoPermission } from '@/ui/refusals';
import { BLUEPRINT_KEY, useWorkplace } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import { BlockList } from './block-list';
import css from './print-designer.module.css';
import { useTemplate } from './use-template';

const BlockPanel = lazy(async () => ({ default: (await import('./block-panel')).BlockPanel }));
const PaperPanel = lazy(async () => ({ default: (await import('./paper-panel')).PaperPanel }));
const Preview = lazy(async () => ({ default: (await import('./preview')).Preview }));

/** `/build/prints/{key}`: what stands where on paper. */
export function PrintPage() {
  const { key = '' } = useParams();
  const { session } = useWorkplace();
  const query = useQuery({
    queryKey: ['artifacts', 'print', key],
    queryFn: () => loadArtifact('print', key),
    enabled: session.builds,
    staleTime: 0,
  });
  if (!session.builds) return <NoPermission />;
  if (query.isError) return <ErrorState page error={query.error} retry={() => void query.refetch()} />;
  if (!query.isSuccess || query.isRefetching) return <Loading lines={12} />;
  return <Found artifact={query.data} reopen={() => void query.refetch()} />;
}

function Found({ artifact, reopen }: { artifact: Artifact; reopen: () => void }) {
  const { blueprint } = useWorkplace();
  const document = (artifact.draft ?? artifact.published)?.document as { form?: string } | undefined;
  const form = blueprint.forms.find((each) => each.key === document?.form);
  const { t } = useTranslation();
  if (!form) return <Alert type="error" showIcon title={t('print.form_gone')} />;
  const stamp = `${artifact.published?.version ?? 0}/${artifact.draft?.at ?? ''}`;
  return <Designer key={stamp} artifact={artifact} form={form} reopen={reopen} />;
}

type Part = 'blocks' | 'panel' | 'preview';

function Designer({ artifact, form, reopen }: { artifact: Artifact; form: Form; reopen: () => void }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const phone = usePhone();
  const template = useTemplate(artifact);
  const { document } = template;
  const [selected, setSelected] = useState<string>();
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const [busy, setBusy] = useState(false);
  const [part, setPart] = useState<Part>('blocks');
  const block = findBlock(document, selected);
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: BLUEPRINT_KEY });
    await queries.invalidateQueries({ queryKey: ['artifacts'] });
    reopen();
  };
  const publish = async () => {
    setBusy(true);
    setFindings([]);
    try {
      const seen = await template.flush();
      const found = (await checkArtifact('print', document.key)).findings.filter(
        ({ severity }) => severity === 'error',
      );
      if (found.length > 0) {
        setFindings(found);
        const place = found[0]?.place.split('.') ?? [];
        setSelected(allBlocks(document).findLast((each) => place.includes(each.key))?.key);
        return;
      }
      const { version } = await publishArtifact('print', document.key, seen, false);
      void message.success(t('print.published', { version: version ?? 1 }));
      await refresh();
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const choose = (key: string | undefined) => {
    setSelected(key);
    if (phone && key !== undefined) setPart('panel');
  };
  const parts: Record<Part, ReactNode> = {
    blocks: (
      <BlockList document={document} form={form} selected={selected} onSelect={choose} onChange={template.change} />
    ),
    panel: (
      <Suspense fallback={<Loading lines={8} />}>
        {block ? (
          <BlockPanel key={block.key} block={block} document={document} form={form} onChange={template.change} />
        ) : (
          <PaperPanel document={document} onChange={template.change} />
        )}
      </Suspense>
    ),
    preview: (
      <Suspense fallback={<Loading lines={12} />}>
        <Preview document={document} form={form} />
      </Suspense>
    ),
  };
  const pending = artifact.published === null || artifact.draft !== null || !template.saved || template.undo;
  return (
    <Page
      fill
      title={labelText(document.label, language, document.key)}
      aside={
        <span className={template.failure ? css.failed : css.saving} role="status">
          {template.failure ? errorText(template.failure) : template.saved ? t('print.saved') : t('print.saving')}
        </span>
      }
      actions={
        <>
          <Button
            type="text"
            icon={<UndoOutlined aria-hidden />}
            aria-label={t('print.undo')}
            disabled={!template.undo}
            onClick={template.undo}
          />
          <Button
            type="text"
            icon={<RedoOutlined aria-hidden />}
            aria-label={t('print.redo')}
            disabled={!template.redo}
            onClick={template.redo}
          />
          <More artifact={artifact} flush={template.flush} onChanged={() => void refresh()} />
          <Button type="primary" loading={busy} disabled={!pending} onClick={() => void publish()}>
            {t('print.publish')}
          </Button>
        </>
      }
    >
      {findings.length > 0 ? (
        <Alert
          type="error"
          showIcon
          title={t('print.refused')}
          description={findings.map((finding) => (
            <p key={finding.place + finding.code}>
              {finding.place}：{finding.message}
            </p>
          ))}
        />
      ) : null}
      {phone ? (
        <>
          <Segmented<Part>
            block
            value={part}
            onChange={setPart}
            options={(['blocks', 'panel', 'preview'] as const).map((each) => ({
              value: each,
              label: t(`print.part.${each}`),
            }))}
          />
          <div className={css.one}>{parts[part]}</div>
        </>
      ) : (
        <div className={css.designer}>
          <section className={css.side} aria-label={t('print.part.blocks')}>
            {parts.blocks}
          </section>
          <section className={css.middle} aria-label={t('print.part.preview')}>
            {parts.preview}
          </section>
          <section className={css.side} aria-label={t('print.part.panel')}>
            {parts.panel}
          </section>
        </div>
      )}
    </Page>
  );
}

interface MoreProps {
  artifact: Artifact;
  flush: () => Promise<string | null>;
  onChanged: () => void;
}

/** Earlier versions, and giving the draft up. */
function More({ artifact, flush, onChanged }: MoreProps) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const current = artifact.published?.version ?? 0;
  const query = useQuery({
    queryKey: ['artifacts', 'print', artifact.key, 'versions'],
    queryFn: () => loadVersions('print', artifact.key),
    enabled: open && current > 0,
    staleTime: 0,
  });
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      void message.error(errorText(error));
    }
  };
  const rollBack = (version: number) =>
    modal.confirm({
      title: t('print.roll_back', { version }),
      content: t('print.roll_back_text'),
      cancelText: t('common.cancel'),
      onOk: () =>
        attempt(async () => {
          await rollBackTo('print', artifact.key, version);
          void message.success(t('print.rolled_back', { version }));
          onChanged();
        }),
    });
  const discard = () =>
    modal.confirm({
      title: t('print.discard'),
      content: current > 0 ? t('print.discard_text') : t('print.discard_new'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () =>
        attempt(async () => {
          const seen = await flush();
          if (seen !== null) await dropDraft('print', artifact.key, seen);
          if (current > 0) onChanged();
          else void navigate('/build/prints', { replace: true });
        }),
    });
  return (
    <Dropdown
      open={open}
      onOpenChange={setOpen}
      trigger={['click']}
      menu={{
        items: [
          ...(query.data?.items ?? []).map((each) => ({
            key: String(each.version),
            disabled: each.version === current,
            label: t('print.version', { version: each.version, person: each.by.title }),
          })),
          { key: 'discard', danger: true, label: t('print.discard') },
        ],
        onClick: ({ key }) => (key === 'discard' ? discard() : rollBack(Number(key))),
      }}
    >
      <Button type="text" icon={<EllipsisOutlined aria-hidden />} aria-label={t('print.versions')} />
    </Dropdown>
  );
}
