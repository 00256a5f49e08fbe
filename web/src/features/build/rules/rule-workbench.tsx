import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Artifact, checkArtifact, type Finding } from '@/api/artifacts';
import { firstStep } from '@/engine/designer/steps';
import { type RuleDocument, toRule } from '@/engine/rule/document';
import buildCss from '@/features/build/build.module.css';
import { BuildPlaceContext } from '@/features/build/build-place';
import { baseOf, useAutosave } from '@/features/build/use-autosave';
import { useUnsavedWarning } from '@/features/build/use-unsaved-warning';
import { WorkbenchBar } from '@/features/build/workbench-bar';
import { useTitle } from '@/ui/page';
import { useLabel, useWorkplace } from '@/ui/session';
import { Loading } from '@/ui/states';
import { usePhone } from '@/ui/use-phone';
import { RuleCanvas } from './rule-canvas';
import { placeOf, RuleActionsContext, type RuleDesigner, RuleViewContext, WHOLE_RULE } from './rule-context';
import { RULE_KIND } from './rule-kind';
import css from './rules.module.css';
import { existing, useActions } from './use-rule-actions';
import { useRuleShortcuts } from './use-rule-shortcuts';

const Panel = lazy(async () => ({ default: (await import('./panel/rule-panel')).RulePanel }));
const RehearsalDrawer = lazy(async () => ({ default: (await import('./rehearsal-drawer')).RehearsalDrawer }));
const ConflictDialog = lazy(async () => ({
  default: (await import('@/features/build/conflict-dialog')).ConflictDialog<RuleDocument>,
}));
const PublishDialog = lazy(async () => ({
  default: (await import('@/features/build/publish-dialog')).PublishDialog<RuleDocument>,
}));
const VersionsDrawer = lazy(async () => ({
  default: (await import('@/features/build/versions-drawer')).VersionsDrawer<RuleDocument>,
}));

interface RuleWorkbenchProps {
  artifact: Artifact;
  /** Reads the artifact again and starts over from it. */
  reopen: () => void;
}

type Dialog = 'publish' | 'versions' | 'panel' | 'rehearsal';

/** Where a rule is built: when, if, then; what is said about each part, and what it would do. */
export function RuleWorkbench({ artifact, reopen }: RuleWorkbenchProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const phone = usePhone();
  const [start] = useState(() => baseOf(artifact, toRule));
  const [designer, setDesigner] = useState<RuleDesigner>(() => firstStep(start.document, WHOLE_RULE));
  const [dialog, setDialog] = useState<Dialog>();
  const { document } = designer;
  const saving = useAutosave('rule', artifact.key, document, start);
  const latest = useRef(designer);
  latest.current = designer;
  const actions = useActions({ designer: latest, set: setDesigner });
  useRuleShortcuts(latest, actions);
  useTitle(t('rules.page_title', { rule: label(document.label, artifact.key) }));
  useUnsavedWarning(saving.state !== 'saved');
  const findings = useFindings(artifact, saving.state === 'saved' ? saving.at : undefined);
  const view = useView(designer, findings);
  // On a phone the panel opens over the rule for whatever is picked.
  const { selection } = designer;
  useEffect(() => {
    if (phone && selection.kind !== 'rule') setDialog('panel');
  }, [phone, selection]);
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
    <RuleActionsContext value={actions}>
      <RuleViewContext value={view}>
        <BuildPlaceContext value={view}>
          <div className={css.workbench}>
            <WorkbenchBar
              kind={RULE_KIND}
              title={label(document.label, artifact.key)}
              artifact={artifact}
              saving={saving}
              steps={designer}
              more={[]}
              onTitle={() => {
                actions.select(WHOLE_RULE);
                if (phone) setDialog('panel');
              }}
              onUndo={actions.undo}
              onRedo={actions.redo}
              onPublish={() => void publish()}
              onVersions={() => setDialog('versions')}
              onDiscarded={reopen}
            >
              <Button size="small" onClick={() => setDialog('rehearsal')}>
                {t('rules.rehearsal.open')}
              </Button>
            </WorkbenchBar>
            <main id="page" className={css.stage} tabIndex={-1}>
              <RuleCanvas />
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
                  actions.select(WHOLE_RULE);
                }}
              >
                {panel}
              </Drawer>
            ) : null}
          </div>
          <Suspense fallback={null}>
            {dialog === 'rehearsal' ? <RehearsalDrawer onClose={() => setDialog(undefined)} /> : null}
            {dialog === 'publish' ? (
              <PublishDialog
                kind={RULE_KIND}
                document={document}
                published={artifact.published ? toRule(artifact.published.document) : undefined}
                seen={saving.base().seen}
                onClose={() => setDialog(undefined)}
                onJump={jump}
                onPublished={reopen}
                onConflict={reopen}
              />
            ) : null}
            {dialog === 'versions' ? (
              <VersionsDrawer
                kind={RULE_KIND}
                artifact={artifact.key}
                onClose={() => setDialog(undefined)}
                onRolledBack={reopen}
              />
            ) : null}
            {saving.theirs ? (
              <ConflictDialog
                kind={RULE_KIND}
                base={saving.base().document}
                mine={document}
                theirs={saving.theirs}
                onResolve={(resolved) => {
                  if (saving.theirs) saving.rebase(baseOf(saving.theirs, toRule));
                  actions.update(() => resolved, { select: existing(resolved, designer.selection) });
                }}
              />
            ) : null}
          </Suspense>
        </BuildPlaceContext>
      </RuleViewContext>
    </RuleActionsContext>
  );
}

function useView(designer: RuleDesigner, findings: readonly Finding[]) {
  const { t } = useTranslation();
  const { blueprint } = useWorkplace();
  const { document } = designer;
  const { forms } = blueprint;
  const form = forms.find((each) => each.key === document.form);
  const together = document.trigger.schedule?.together === true;
  const names = useMemo(() => {
    const named = (name: 'before' | 'now' | 'items') => {
      const text = t(`rules.names.${name}`);
      return { name, label: { zh: text, en: text } };
    };
    if (!form) return [];
    if (together) return [{ ...named('items'), form, list: true }];
    return [named('before'), named('now')].map((each) => ({ ...each, form }));
  }, [form, together, t]);
  return useMemo(
    () => ({ designer, document, form, forms, names, findings }),
    [designer, document, form, forms, names, findings],
  );
}

/** What the check says of the draft, each time it has been saved; the last answer stays until the next is there. */
function useFindings(artifact: Artifact, saved: string | null | undefined): readonly Finding[] {
  const query = useQuery({
    queryKey: ['artifacts', 'rule', artifact.key, 'findings', saved],
    queryFn: async () => (await checkArtifact('rule', artifact.key)).findings,
    enabled: saved !== undefined,
    placeholderData: (previous) => previous,
    gcTime: 0,
  });
  const own = `rule/${artifact.key}`;
  return useMemo(() => (query.data ?? []).filter((finding) => finding.artifact === own), [query.data, own]);
}
