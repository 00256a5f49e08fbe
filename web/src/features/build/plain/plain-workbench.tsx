import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Artifact, checkArtifact, type Finding } from '@/api/artifacts';
import type { Label } from '@/engine/blueprint';
import { firstStep, nextStep, type Steps, stepBack, stepForward } from '@/engine/designer/steps';
import buildCss from '@/features/build/build.module.css';
import type { BuildKind } from '@/features/build/build-kind';
import { baseOf, useAutosave } from '@/features/build/use-autosave';
import { useUnsavedWarning } from '@/features/build/use-unsaved-warning';
import { WorkbenchBar } from '@/features/build/workbench-bar';
import { useTitle } from '@/ui/page';
import { useLabel } from '@/ui/session';
import { usePhone } from '@/ui/use-phone';
import css from './plain.module.css';
import { PlainContext, type PlainView, partOf, WHOLE } from './plain-context';

const ConflictDialog = lazy(async () => ({
  default: (await import('@/features/build/conflict-dialog')).ConflictDialog<Built>,
}));
const PublishDialog = lazy(async () => ({
  default: (await import('@/features/build/publish-dialog')).PublishDialog<Built>,
}));
const VersionsDrawer = lazy(async () => ({
  default: (await import('@/features/build/versions-drawer')).VersionsDrawer<Built>,
}));

interface Built {
  key: string;
  label: Label | string;
}

interface PlainWorkbenchProps<D extends Built> {
  kind: BuildKind<D>;
  artifact: Artifact;
  /** Reads the artifact again and starts over from it. */
  reopen: () => void;
  /** The name of the window. */
  title: (name: string) => string;
  /** Whether a place still is one of the document. */
  has: (document: D, place: string) => boolean;
  remove?: (document: D, place: string) => D;
  /** What the properties are called. */
  panelTitle: string;
  stage: ReactNode;
  panel: ReactNode;
  /** Beside the buttons that every workbench has. */
  buttons?: ReactNode;
}

/** Where something is built whose parts are picked on the left and described on the right. */
export function PlainWorkbench<D extends Built>(props: PlainWorkbenchProps<D>) {
  const { kind, artifact, reopen, has } = props;
  // The dialogs only hand documents back to the kind they are of.
  const erased = kind as unknown as BuildKind<Built>;
  const label = useLabel();
  const phone = usePhone();
  const [start] = useState(() => baseOf(artifact, kind.read));
  const [steps, setSteps] = useState<Steps<D, string>>(() => firstStep(start.document, WHOLE));
  const [dialog, setDialog] = useState<'publish' | 'versions' | 'panel'>();
  const { document } = steps;
  const selection = steps.selection !== WHOLE && has(document, steps.selection) ? steps.selection : WHOLE;
  const saving = useAutosave(kind.kind, artifact.key, document, start);
  useTitle(props.title(label(document.label, artifact.key)));
  useUnsavedWarning(saving.state !== 'saved');
  const findings = useFindings(kind.kind, artifact, saving.state === 'saved' ? saving.at : undefined);
  const update = useCallback<PlainView<D>['update']>((change, options = {}) => {
    setSteps((now) => nextStep(now, change(now.document), options.select ?? now.selection, options.merge));
  }, []);
  const select = useCallback((place: string) => {
    setSteps((now) => ({ ...now, selection: place, merge: undefined }));
  }, []);
  const undo = useCallback(() => setSteps(stepBack), []);
  const redo = useCallback(() => setSteps(stepForward), []);
  useKeys({ undo, redo, leave: () => select(WHOLE), remove: removal(props, selection, update) });
  useEffect(() => {
    if (phone && selection !== WHOLE) setDialog('panel');
  }, [phone, selection]);
  const view = useMemo(
    (): PlainView<D> => ({ document, selection, findings, update, select }),
    [document, selection, findings, update, select],
  );
  const jump = (finding: Finding) => {
    setDialog(phone ? 'panel' : undefined);
    select(partOf(finding));
  };
  return (
    <PlainContext value={view as unknown as PlainView<never>}>
      <div className={css.workbench}>
        <WorkbenchBar
          kind={kind}
          title={label(document.label, artifact.key)}
          artifact={artifact}
          saving={saving}
          steps={steps}
          more={[]}
          onTitle={() => {
            select(WHOLE);
            if (phone) setDialog('panel');
          }}
          onUndo={undo}
          onRedo={redo}
          onPublish={async () => {
            if (await saving.flush()) setDialog('publish');
          }}
          onVersions={() => setDialog('versions')}
          onDiscarded={reopen}
        >
          {props.buttons}
        </WorkbenchBar>
        <main id="page" className={css.stage} tabIndex={-1}>
          {props.stage}
        </main>
        {phone ? null : (
          <aside className={buildCss.panel} aria-label={props.panelTitle}>
            {props.panel}
          </aside>
        )}
        {phone && dialog === 'panel' ? (
          <Drawer
            open
            placement="bottom"
            size="85%"
            title={props.panelTitle}
            onClose={() => {
              setDialog(undefined);
              select(WHOLE);
            }}
          >
            {props.panel}
          </Drawer>
        ) : null}
      </div>
      <Suspense fallback={null}>
        {dialog === 'publish' ? (
          <PublishDialog
            kind={erased}
            document={document}
            published={artifact.published ? kind.read(artifact.published.document) : undefined}
            seen={saving.base().seen}
            onClose={() => setDialog(undefined)}
            onJump={jump}
            onPublished={reopen}
            onConflict={reopen}
          />
        ) : null}
        {dialog === 'versions' ? (
          <VersionsDrawer
            kind={erased}
            artifact={artifact.key}
            onClose={() => setDialog(undefined)}
            onRolledBack={reopen}
          />
        ) : null}
        {saving.theirs ? (
          <ConflictDialog
            kind={erased}
            base={saving.base().document}
            mine={document}
            theirs={saving.theirs}
            onResolve={(resolved) => {
              if (saving.theirs) saving.rebase(baseOf(saving.theirs, kind.read));
              update(() => resolved as D);
            }}
          />
        ) : null}
      </Suspense>
    </PlainContext>
  );
}

function removal<D extends Built>(
  { remove }: PlainWorkbenchProps<D>,
  place: string,
  update: PlainView<D>['update'],
): (() => void) | undefined {
  return remove === undefined || place === WHOLE
    ? undefined
    : () => update((document) => remove(document, place), { select: WHOLE });
}

interface Keys {
  undo: () => void;
  redo: () => void;
  leave: () => void;
  remove: (() => void) | undefined;
}

/** Keys that work wherever the focus is, except while a text is being written. */
function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : undefined;
      if (target?.closest('[role=dialog], .ant-dropdown')) return;
      if (target?.matches('input, textarea, [contenteditable=true], [contenteditable=true] *')) return;
      const key = event.key.toLowerCase();
      const command = event.ctrlKey || event.metaKey;
      const { undo, redo, leave, remove } = latest.current;
      if (command && key === 'z' && !event.shiftKey) undo();
      else if (command && (key === 'y' || (key === 'z' && event.shiftKey))) redo();
      else if (event.key === 'Escape') leave();
      else if ((event.key === 'Delete' || event.key === 'Backspace') && remove) remove();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** What the check says of the draft, each time it has been saved; the last answer stays until the next is there. */
function useFindings(kind: string, artifact: Artifact, saved: string | null | undefined): readonly Finding[] {
  const query = useQuery({
    queryKey: ['artifacts', kind, artifact.key, 'findings', saved],
    queryFn: async () => (await checkArtifact(kind, artifact.key)).findings,
    enabled: saved !== undefined,
    placeholderData: (previous) => previous,
    gcTime: 0,
  });
  const own = `${kind}/${artifact.key}`;
  return useMemo(() => (query.data ?? []).filter((finding) => finding.artifact === own), [query.data, own]);
}
