import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Segmented } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Artifact, checkArtifact, type Finding } from '@/api/artifacts';
import { loadSources } from '@/api/questions';
import { firstStep } from '@/engine/designer/steps';
import { type BoardDocument, toBoard, widgetAt } from '@/engine/report/board';
import { addTab } from '@/engine/report/operations';
import { baseOf, useAutosave } from '@/features/build/use-autosave';
import { useUnsavedWarning } from '@/features/build/use-unsaved-warning';
import { WorkbenchBar } from '@/features/build/workbench-bar';
import { useTitle } from '@/ui/page';
import { useLabel } from '@/ui/session';
import { Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import {
  BoardBuildContext,
  BoardBuildingContext,
  type BoardDesigner,
  existing,
  placeOfFinding,
  useBuild,
  useBuilding,
  WHOLE_BOARD,
} from './board-context';
import { BOARD_KIND } from './board-kind';
import css from './boards.module.css';
import { Canvas } from './canvas';
import { Palette } from './palette';
import { useBoardShortcuts } from './use-board-shortcuts';
import { useBoardBuilding } from './use-building';

const Panel = lazy(async () => ({ default: (await import('./panel/board-panel')).BoardPanel }));
const ConflictDialog = lazy(async () => ({
  default: (await import('@/features/build/conflict-dialog')).ConflictDialog<BoardDocument>,
}));
const PublishDialog = lazy(async () => ({
  default: (await import('@/features/build/publish-dialog')).PublishDialog<BoardDocument>,
}));
const VersionsDrawer = lazy(async () => ({
  default: (await import('@/features/build/versions-drawer')).VersionsDrawer<BoardDocument>,
}));

interface BoardWorkbenchProps {
  artifact: Artifact;
  /** Reads the artifact again and starts over from it. */
  reopen: () => void;
}

type Dialog = 'publish' | 'versions' | 'panel' | 'palette';

/** Where a dashboard is built: what it can be made of, the dashboard itself with real data, and what is said about it. */
export function BoardWorkbench({ artifact, reopen }: BoardWorkbenchProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const phone = usePhone();
  const [start] = useState(() => baseOf(artifact, toBoard));
  const [designer, setDesigner] = useState<BoardDesigner>(() => firstStep(start.document, WHOLE_BOARD));
  const [wantedTab, setTab] = useState<string>();
  const [dialog, setDialog] = useState<Dialog>();
  const [asPhone, setAsPhone] = useState(false);
  const { document: board, selection } = designer;
  const tabs = board.tabs ?? [];
  const tab = tabs.some((each) => each.key === wantedTab) ? wantedTab : tabs[0]?.key;
  const saving = useAutosave('dashboard', artifact.key, board, start);
  const latest = useRef(designer);
  latest.current = designer;
  const build = useRef({ designer, tab });
  build.current = { designer, tab };
  const sources = useQuery({ queryKey: ['questions', 'sources'], queryFn: loadSources });
  const firstSource = useRef<string | undefined>(undefined);
  firstSource.current = (sources.data?.items.find((each) => each.key === 'orders') ?? sources.data?.items[0])?.key;
  const building = useBoardBuilding({ build, set: setDesigner, goTo: setTab, firstSource });
  useBoardShortcuts(latest, building);
  useTitle(t('boardBuild.page_title', { board: label(board.label, artifact.key) }));
  useUnsavedWarning(saving.state !== 'saved');
  const findings = useFindings(artifact, saving.state === 'saved' ? saving.at : undefined);
  const published = artifact.published !== null;
  const view = useMemo(
    () => ({ designer, board, tab, findings, published }),
    [designer, board, tab, findings, published],
  );
  // On a phone the panel opens over the dashboard for whatever is picked.
  useEffect(() => {
    if (phone && selection.kind !== 'board') setDialog('panel');
  }, [phone, selection]);
  const publish = async () => {
    if (await saving.flush()) setDialog('publish');
  };
  const jump = (finding: Finding) => {
    const place = placeOfFinding(board, finding);
    setDialog(phone ? 'panel' : undefined);
    if (place.kind === 'widget') {
      const of = widgetAt(board, place.key)?.tab;
      if (of) setTab(of);
    }
    building.select(place);
  };
  const panel = (
    <Suspense fallback={<Loading lines={8} />}>
      <Panel />
    </Suspense>
  );
  const closePanel = () => {
    setDialog(undefined);
    building.select(WHOLE_BOARD);
  };
  return (
    <BoardBuildingContext value={building}>
      <BoardBuildContext value={view}>
        <div className={css.workbench}>
          <WorkbenchBar
            kind={BOARD_KIND}
            title={label(board.label, artifact.key)}
            artifact={artifact}
            saving={saving}
            steps={designer}
            more={[{ key: 'paste', label: t('boardBuild.paste'), onClick: building.paste }]}
            onTitle={() => {
              building.select(WHOLE_BOARD);
              if (phone) setDialog('panel');
            }}
            onUndo={building.undo}
            onRedo={building.redo}
            onPublish={() => void publish()}
            onVersions={() => setDialog('versions')}
            onDiscarded={reopen}
          >
            {phone ? null : (
              <Segmented<'large' | 'phone'>
                size="small"
                aria-label={t('boardBuild.screen')}
                value={asPhone ? 'phone' : 'large'}
                options={[
                  { value: 'large', label: t('boardBuild.large') },
                  { value: 'phone', label: t('boardBuild.phone') },
                ]}
                onChange={(next) => setAsPhone(next === 'phone')}
              />
            )}
          </WorkbenchBar>
          {phone ? null : (
            <aside className={css.palette} aria-label={t('boardBuild.palette')}>
              <Palette />
            </aside>
          )}
          <main id="page" className={css.stage} tabIndex={-1}>
            <TabBar />
            <Canvas phone={phone || asPhone} />
          </main>
          {phone ? (
            <div className={css.mobileBar}>
              <Button onClick={() => setDialog('palette')}>{t('boardBuild.add')}</Button>
              <Button onClick={() => setDialog('panel')}>{t('designer.properties')}</Button>
            </div>
          ) : (
            <aside className={css.panel} aria-label={t('designer.properties')}>
              {panel}
            </aside>
          )}
          {phone && dialog === 'palette' ? (
            <Drawer open placement="bottom" size="70%" title={t('boardBuild.add')} onClose={() => setDialog(undefined)}>
              <Palette onAdded={() => setDialog('panel')} />
            </Drawer>
          ) : null}
          {phone && dialog === 'panel' ? (
            <Drawer open placement="bottom" size="85%" title={t('designer.properties')} onClose={closePanel}>
              {panel}
            </Drawer>
          ) : null}
        </div>
        <Suspense fallback={null}>
          {dialog === 'publish' ? (
            <PublishDialog
              kind={BOARD_KIND}
              document={board}
              published={artifact.published ? toBoard(artifact.published.document) : undefined}
              seen={saving.base().seen}
              onClose={() => setDialog(undefined)}
              onJump={jump}
              onPublished={reopen}
              onConflict={reopen}
            />
          ) : null}
          {dialog === 'versions' ? (
            <VersionsDrawer
              kind={BOARD_KIND}
              artifact={artifact.key}
              onClose={() => setDialog(undefined)}
              onRolledBack={reopen}
            />
          ) : null}
          {saving.theirs ? (
            <ConflictDialog
              kind={BOARD_KIND}
              base={saving.base().document}
              mine={board}
              theirs={saving.theirs}
              onResolve={(resolved) => {
                if (saving.theirs) saving.rebase(baseOf(saving.theirs, toBoard));
                building.update(() => resolved, { select: existing(resolved, selection) });
              }}
            />
          ) : null}
        </Suspense>
      </BoardBuildContext>
    </BoardBuildingContext>
  );
}

/** The tabs of the dashboard, and the way to a further one. */
function TabBar() {
  const { t } = useTranslation();
  const label = useLabel();
  const { board, tab } = useBuild();
  const building = useBuilding();
  const tabs = board.tabs ?? [];
  if (tabs.length === 0) return null;
  return (
    <div className={css.tabs}>
      {tabs.map((each) => (
        <button
          key={each.key}
          type="button"
          className={css.tab}
          aria-pressed={each.key === tab}
          onClick={() => {
            building.goTo(each.key);
            building.select({ kind: 'tab', key: each.key });
          }}
        >
          {label(each.label, each.key)}
        </button>
      ))}
      <Button
        type="text"
        size="small"
        onClick={() => {
          const made = addTab(board, { zh: `第 ${tabs.length + 1} 页`, en: `Page ${tabs.length + 1}` });
          building.update(() => made.board, { select: { kind: 'tab', key: made.key } });
          building.goTo(made.key);
        }}
      >
        {t('boardBuild.tab.add')}
      </Button>
    </div>
  );
}

/** What the check says of the draft, each time it has been saved; the last answer stays until the next is there. */
function useFindings(artifact: Artifact, saved: string | null | undefined): readonly Finding[] {
  const query = useQuery({
    queryKey: ['artifacts', 'dashboard', artifact.key, 'findings', saved],
    queryFn: async () => (await checkArtifact('dashboard', artifact.key)).findings,
    enabled: saved !== undefined,
    placeholderData: (previous) => previous,
    gcTime: 0,
  });
  const own = `dashboard/${artifact.key}`;
  return useMemo(() => (query.data ?? []).filter((finding) => finding.artifact === own), [query.data, own]);
}
