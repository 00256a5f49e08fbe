import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { moveTab, patchTab, removeTab } from '@/engine/report/operations';
import panelCss from '@/features/build/panel/panel.module.css';
import { Group, LabelRow } from '@/features/build/panel/parts';
import { useBuild, useBuilding, WHOLE_BOARD } from '../board-context';
import css from '../boards.module.css';

/** A tab of the dashboard. */
export function TabSettings({ tabKey }: { tabKey: string }) {
  const { t } = useTranslation();
  const { board } = useBuild();
  const building = useBuilding();
  const tabs = board.tabs ?? [];
  const at = tabs.findIndex((tab) => tab.key === tabKey);
  const tab = tabs[at];
  if (!tab) return null;
  const move = (to: number) => building.update((now) => moveTab(now, tabKey, to));
  return (
    <>
      <header className={panelCss.panelHead}>
        <h2>{t('boardBuild.tab.title')}</h2>
      </header>
      <Group title={t('boardBuild.basics')}>
        <LabelRow
          label={t('boardBuild.name')}
          value={tab.label}
          required
          onChange={(next) =>
            building.update((now) => patchTab(now, tabKey, { label: next ?? {} }), { merge: `tab:${tabKey}` })
          }
        />
        <div className={css.inRow}>
          <Button size="small" disabled={at === 0} onClick={() => move(at - 1)}>
            {t('boardBuild.tab.earlier')}
          </Button>
          <Button size="small" disabled={at === tabs.length - 1} onClick={() => move(at + 1)}>
            {t('boardBuild.tab.later')}
          </Button>
          <Button
            size="small"
            danger
            onClick={() => building.update((now) => removeTab(now, tabKey), { select: WHOLE_BOARD })}
          >
            {t('boardBuild.tab.remove')}
          </Button>
        </div>
        <p className={css.hint}>{tabs.length > 1 ? t('boardBuild.tab.remove_help') : t('boardBuild.tab.last_help')}</p>
      </Group>
    </>
  );
}
