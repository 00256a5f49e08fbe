import { EyeOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Artifact, Finding } from '@/api/artifacts';
import type { Form } from '@/engine/blueprint';
import { change, type Designer, openDesigner } from '@/engine/designer/designer';
import { allFields, asForm, type FormDocument, toDocument } from '@/engine/designer/document';
import { removedFields } from '@/engine/designer/removed';
import { useTitle } from '@/ui/page';
import { useLabel } from '@/ui/session';
import { Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import css from './build.module.css';
import { Canvas } from './canvas';
import { ActionsContext, type DesignerView, ViewContext } from './designer-context';
import { pathOf } from './finding-path';
import { FORM_KIND } from './form-kind';
import { Palette } from './palette';
import { useDesignerActions } from './use-actions';
import { baseOf, useAutosave } from './use-autosave';
import { useConfirmRemoval } from './use-removal';
import { useShortcuts } from './use-shortcuts';
import { useUnsavedWarning } from './use-unsaved-warning';
import { WorkbenchBar } from './workbench-bar';
import { WorkbenchBoard } from './workbench-board';

const ConflictDialog = lazy(async () => ({
  default: (await import('./conflict-dialog')).ConflictDialog<FormDocument>,
}));
const PublishDialog = lazy(async () => ({ default: (await import('./publish-dialog')).PublishDialog<FormDocument> }));
const RemovedDialog = lazy(async () => ({ default: (await import('./removed-dialog')).RemovedDialog }));
const VersionsDrawer = lazy(async () => ({
  default: (await import('./versions-drawer')).VersionsDrawer<FormDocument>,
}));
const PreviewFrame = lazy(async () => ({ default: (await import('./preview/preview-frame')).PreviewFrame }));
const Panel = lazy(async () => ({ default: (await import('./panel/panel')).Panel }));

interface WorkbenchProps {
  artifact: Artifact;
  others: readonly Form[];
  /** Every published version, newest first. */
  versions: readonly { version: number; document: FormDocument }[];
  /** Reads the artifact again and starts over from it. */
  reopen: () => void;
}

type Dialog = 'removed' | 'publish' | 'versions' | 'palette' | 'panel';

/** Where a form is built: what it can be made of, the form itself, and what is said about each part of it. */
export function Workbench({ artifact, others, versions, reopen }: WorkbenchProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const phone = usePhone();
  const [start] = useState(() => baseOf(artifact, toDocument));
  const [designer, setDesigner] = useState<Designer>(() => openDesigner(start.document));
  const [dialog, setDialog] = useState<Dialog>();
  const [previewing, setPreviewing] = useState(false);
  const { document } = designer;
  const saving = useAutosave('form', artifact.key, document, start);
  const view = useView(designer, others, artifact, versions);
  const latest = useRef(view);
  latest.current = view;
  const designerRef = useRef(designer);
  designerRef.current = designer;
  const confirmRemoval = useConfirmRemoval(latest);
  const actions = useDesignerActions({ view: latest, set: setDesigner, confirmRemoval });
  useShortcuts(designerRef, actions);
  useTitle(t('designer.page_title', { form: label(document.label, document.key) }));
  useUnsavedWarning(saving.state !== 'saved');

  const publish = async () => {
    if (await saving.flush()) setDialog('publish');
  };
  const jump = (finding: Finding) => {
    const path = pathOf(document, finding.place);
    setDialog(phone ? 'panel' : undefined);
    actions.select(path === undefined ? { kind: 'form' } : { kind: 'fields', paths: [path] });
  };
  const panel = (
    <Suspense fallback={<Loading lines={8} />}>
      <Panel />
    </Suspense>
  );
  return (
    <ActionsContext value={actions}>
      <ViewContext value={view}>
        <div className={css.workbench}>
          <WorkbenchBar
            kind={FORM_KIND}
            title={label(document.label, artifact.key)}
            artifact={artifact}
            saving={saving}
            steps={designer}
            more={[
              { key: 'paste', label: t('designer.paste'), onClick: actions.paste },
              { key: 'removed', label: t('designer.removed.title'), onClick: () => setDialog('removed') },
            ]}
            onTitle={() => actions.select({ kind: 'form' })}
            onUndo={actions.undo}
            onRedo={actions.redo}
            onPublish={() => void publish()}
            onVersions={() => setDialog('versions')}
            onDiscarded={reopen}
          >
            <Button
              type={previewing ? 'default' : 'text'}
              icon={<EyeOutlined aria-hidden />}
              aria-pressed={previewing}
              aria-label={t('preview.button')}
              onClick={() => setPreviewing((now) => !now)}
            >
              {phone ? null : t('preview.button')}
            </Button>
          </WorkbenchBar>
          <WorkbenchBoard>
            {phone || previewing ? null : (
              <aside className={css.palette} aria-label={t('designer.palette')}>
                <Palette />
              </aside>
            )}
            <main id="page" className={`${css.stage} ${previewing ? css.previewing : ''}`} tabIndex={-1}>
              {previewing ? (
                <Suspense fallback={<Loading lines={10} />}>
                  <PreviewFrame document={document} />
                </Suspense>
              ) : (
                <Canvas />
              )}
            </main>
            {phone && previewing ? null : phone ? (
              <div className={css.mobileBar}>
                <Button onClick={() => setDialog('palette')}>{t('designer.add_field')}</Button>
                <Button onClick={() => setDialog('panel')}>{t('designer.properties')}</Button>
              </div>
            ) : (
              <aside className={css.panel} aria-label={t('designer.properties')}>
                {panel}
              </aside>
            )}
            {phone && dialog === 'palette' ? (
              <Drawer
                open
                placement="bottom"
                size="70%"
                title={t('designer.add_field')}
                onClose={() => setDialog(undefined)}
              >
                <Palette onAdded={() => setDialog('panel')} />
              </Drawer>
            ) : null}
          </WorkbenchBoard>
          {phone && dialog === 'panel' ? (
            <Drawer
              open
              placement="bottom"
              size="80%"
              title={t('designer.properties')}
              onClose={() => setDialog(undefined)}
            >
              {panel}
            </Drawer>
          ) : null}
        </div>
        <Suspense fallback={null}>
          {dialog === 'publish' ? (
            <PublishDialog
              kind={FORM_KIND}
              document={document}
              published={artifact.published ? toDocument(artifact.published.document) : undefined}
              seen={saving.base().seen}
              onClose={() => setDialog(undefined)}
              onJump={jump}
              onPublished={reopen}
              onConflict={reopen}
            />
          ) : null}
          {dialog === 'removed' ? <RemovedDialog onClose={() => setDialog(undefined)} /> : null}
          {dialog === 'versions' ? (
            <VersionsDrawer
              kind={FORM_KIND}
              artifact={artifact.key}
              onClose={() => setDialog(undefined)}
              onRolledBack={reopen}
            />
          ) : null}
          {saving.theirs ? (
            <ConflictDialog
              kind={FORM_KIND}
              base={saving.base().document}
              mine={document}
              theirs={saving.theirs}
              onResolve={(resolved) => {
                if (saving.theirs) saving.rebase(baseOf(saving.theirs, toDocument));
                setDesigner((now) => change(now, resolved));
              }}
            />
          ) : null}
        </Suspense>
      </ViewContext>
    </ActionsContext>
  );
}

function useView(
  designer: Designer,
  others: readonly Form[],
  artifact: Artifact,
  versions: WorkbenchProps['versions'],
): DesignerView {
  const { document } = designer;
  const form = useMemo(() => asForm(document), [document]);
  const forms = useMemo(() => [...others, form], [others, form]);
  const fixed = useMemo(
    () => new Set(artifact.published ? allFields(toDocument(artifact.published.document)).map(({ path }) => path) : []),
    [artifact.published],
  );
  const removed = useMemo(() => removedFields(versions, document), [versions, document]);
  const kept = useMemo(() => new Set(removed.map(({ path }) => path)), [removed]);
  return useMemo(
    () => ({ designer, document, form, forms, fixed, kept, removed }),
    [designer, document, form, forms, fixed, kept, removed],
  );
}
