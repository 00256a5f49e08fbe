import { useQuery } from '@tanstack/react-query';
import { Drawer, Segmented } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type Artifact, checkArtifact, type Finding } from '@/api/artifacts';
import { firstStep } from '@/engine/designer/steps';
import { type FlowDocument, toFlow } from '@/engine/flow/document';
import buildCss from '@/features/build/build.module.css';
import { BuildPlaceContext } from '@/features/build/build-place';
import { baseOf, useAutosave } from '@/features/build/use-autosave';
import { useUnsavedWarning } from '@/features/build/use-unsaved-warning';
import { WorkbenchBar } from '@/features/build/workbench-bar';
import { useTitle } from '@/ui/page';
import { useLabel, useWorkplace } from '@/ui/session';
import { Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import { placeOf } from './finding-place';
import { FlowActionsContext, type FlowDesigner, FlowViewContext, WHOLE_FLOW } from './flow-context';
import { FLOW_KIND } from './flow-kind';
import { FlowList } from './flow-list';
import css from './flows.module.css';
import { existing, useFlowActions } from './use-flow-actions';
import { useFlowShortcuts } from './use-flow-shortcuts';

const Canvas = lazy(async () => ({ default: (await import('./canvas/builder-canvas')).BuilderCanvas }));
const Panel = lazy(async () => ({ default: (await import('./panel/flow-panel')).FlowPanel }));
const BpmnExport = lazy(async () => ({ default: (await import('./bpmn-export')).BpmnExport }));
const ConflictDialog = lazy(async () => ({
  default: (await import('@/features/build/conflict-dialog')).ConflictDialog<FlowDocument>,
}));
const PublishDialog = lazy(async () => ({
  default: (await import('@/features/build/publish-dialog')).PublishDialog<FlowDocument>,
}));
const VersionsDrawer = lazy(async () => ({
  default: (await import('@/features/build/versions-drawer')).VersionsDrawer<FlowDocument>,
}));

interface FlowWorkbenchProps {
  artifact: Artifact;
  /** Reads the artifact again and starts over from it. */
  reopen: () => void;
}

type Dialog = 'publish' | 'versions' | 'panel' | 'bpmn';
type Shape = 'canvas' | 'list';

/** Where a flow is built: its drawing, what is said about each node, and what would go wrong. */
export function FlowWorkbench({ artifact, reopen }: FlowWorkbenchProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const phone = usePhone();
  const navigate = useNavigate();
  const { blueprint } = useWorkplace();
  const [start] = useState(() => baseOf(artifact, toFlow));
  const [designer, setDesigner] = useState<FlowDesigner>(() => firstStep(start.document, WHOLE_FLOW));
  const [dialog, setDialog] = useState<Dialog>();
  const [shape, setShape] = useState<Shape>('canvas');
  const { document } = designer;
  const saving = useAutosave('flow', artifact.key, document, start);
  const latest = useRef(designer);
  latest.current = designer;
  const actions = useFlowActions({ designer: latest, set: setDesigner });
  useFlowShortcuts(latest, actions);
  useTitle(t('flows.page_title', { flow: label(document.label, artifact.key) }));
  useUnsavedWarning(saving.state !== 'saved');
  const findings = useFindings(artifact, saving.state === 'saved' ? saving.at : undefined);
  const view = useMemo(
    () => ({
      designer,
      document,
      form: blueprint.forms.find((form) => form.key === document.form),
      forms: blueprint.forms,
      findings,
    }),
    [designer, document, blueprint.forms, findings],
  );
  // On a phone the panel opens over the list for whatever is picked.
  const picked = designer.selection.kind === 'node' ? designer.selection.key : undefined;
  useEffect(() => {
    if (phone && picked !== undefined) setDialog('panel');
  }, [phone, picked]);
  const publish = async () => {
    if (await saving.flush()) setDialog('publish');
  };
  const jump = (finding: Finding) => {
    setDialog(phone ? 'panel' : undefined);
    actions.select(placeOf(document, finding));
  };
  const panel = (
    <Suspense fallback={<Loading lines={8} />}>
      <Panel onJump={jump} />
    </Suspense>
  );
  return (
    <FlowActionsContext value={actions}>
      <FlowViewContext value={view}>
        <BuildPlaceContext value={view}>
          <div className={css.workbench}>
            <WorkbenchBar
              kind={FLOW_KIND}
              title={label(document.label, artifact.key)}
              artifact={artifact}
              saving={saving}
              steps={designer}
              more={[
                {
                  key: 'insight',
                  label: t('flows.insight'),
                  onClick: () => void navigate(`/build/flows/${artifact.key}/insight?part=replay`),
                },
                { key: 'bpmn', label: t('flows.bpmn'), onClick: () => setDialog('bpmn') },
              ]}
              onTitle={() => {
                actions.select(WHOLE_FLOW);
                if (phone) setDialog('panel');
              }}
              onUndo={actions.undo}
              onRedo={actions.redo}
              onPublish={() => void publish()}
              onVersions={() => setDialog('versions')}
              onDiscarded={reopen}
            >
              {phone ? null : (
                <Segmented<Shape>
                  size="small"
                  aria-label={t('flows.shape.label')}
                  value={shape}
                  onChange={setShape}
                  options={[
                    { value: 'canvas', label: t('flows.shape.canvas') },
                    { value: 'list', label: t('flows.shape.list') },
                  ]}
                />
              )}
            </WorkbenchBar>
            <main id="page" className={css.stage} tabIndex={-1}>
              {phone || shape === 'list' ? (
                <FlowList />
              ) : (
                <Suspense fallback={<Loading lines={8} />}>
                  <Canvas />
                </Suspense>
              )}
            </main>
            {phone ? null : (
              <aside className={buildCss.panel} aria-label={t('designer.properties')}>
                {panel}
              </aside>
            )}
            {phone && dialog === 'panel' ? (
              <Drawer
                open
                placement="bottom"
                size="85%"
                title={t('designer.properties')}
                onClose={() => {
                  setDialog(undefined);
                  actions.select(WHOLE_FLOW);
                }}
              >
                {panel}
              </Drawer>
            ) : null}
          </div>
          <Suspense fallback={null}>
            {dialog === 'publish' ? (
              <PublishDialog
                kind={FLOW_KIND}
                document={document}
                published={artifact.published ? toFlow(artifact.published.document) : undefined}
                seen={saving.base().seen}
                onClose={() => setDialog(undefined)}
                onJump={jump}
                onPublished={reopen}
                onConflict={reopen}
              />
            ) : null}
            {dialog === 'bpmn' ? <BpmnExport onDone={() => setDialog(undefined)} /> : null}
            {dialog === 'versions' ? (
              <VersionsDrawer
                kind={FLOW_KIND}
                artifact={artifact.key}
                onClose={() => setDialog(undefined)}
                onRolledBack={reopen}
              />
            ) : null}
            {saving.theirs ? (
              <ConflictDialog
                kind={FLOW_KIND}
                base={saving.base().document}
                mine={document}
                theirs={saving.theirs}
                onResolve={(resolved) => {
                  if (saving.theirs) saving.rebase(baseOf(saving.theirs, toFlow));
                  actions.update(() => resolved, { select: existing(resolved, designer.selection) });
                }}
              />
            ) : null}
          </Suspense>
        </BuildPlaceContext>
      </FlowViewContext>
    </FlowActionsContext>
  );
}

/** What the check says of the draft, each time it has been saved; the last answer stays until the next is there. */
function useFindings(artifact: Artifact, saved: string | null | undefined): readonly Finding[] {
  const query = useQuery({
    queryKey: ['artifacts', 'flow', artifact.key, 'findings', saved],
    queryFn: async () => (await checkArtifact('flow', artifact.key)).findings,
    enabled: saved !== undefined,
    placeholderData: (previous) => previous,
    gcTime: 0,
  });
  const own = `flow/${artifact.key}`;
  return useMemo(() => (query.data ?? []).filter((finding) => finding.artifact === own), [query.data, own]);
}
