import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type BoardDocument, FILTER_TYPES } from '@/engine/report/board';
import { addFilter, addTab, compact } from '@/engine/report/operations';
import panelCss from '@/features/build/panel/panel.module.css';
import { Choice, CountRow, Group, LabelRow } from '@/features/build/panel/parts';
import { useLabel } from '@/ui/session';
import { useBuild, useBuilding } from '../board-context';
import css from '../boards.module.css';

/** The dashboard itself: its name, its look, its filters and tabs. */
export function BoardSettings() {
  const { t } = useTranslation();
  const label = useLabel();
  const { board } = useBuild();
  const building = useBuilding();
  const put = (patch: Partial<BoardDocument>, merge?: string) =>
    building.update((now) => compact({ ...now, ...patch }), merge === undefined ? {} : { merge });
  const filters = board.filters ?? [];
  const tabs = board.tabs ?? [];
  return (
    <>
      <header className={panelCss.panelHead}>
        <h2>{t('boardBuild.board')}</h2>
      </header>
      <Group title={t('boardBuild.basics')}>
        <LabelRow
          label={t('boardBuild.name')}
          value={board.label}
          required
          onChange={(next) => put({ label: next ?? {} }, 'label')}
        />
        <Choice<'none' | 'light' | 'dark'>
          label={t('boardBuild.theme')}
          value={board.theme ?? 'none'}
          options={(['none', 'light', 'dark'] as const).map((each) => ({
            value: each,
            label: t(`boardBuild.themes.${each}`),
          }))}
          onChange={(next) => put({ theme: next === 'none' ? (undefined as never) : next })}
        />
        <CountRow
          label={t('boardBuild.position')}
          help={t('boardBuild.position_help')}
          value={board.position}
          minimum={0}
          maximum={9999}
          onChange={(next) => put({ position: next as number }, 'position')}
        />
      </Group>
      <Group title={t('boardBuild.filters')}>
        <p className={css.hint}>{t('boardBuild.filters_help')}</p>
        <ul className={css.list}>
          {filters.map((filter) => (
            <li key={filter.key}>
              <Button block onClick={() => building.select({ kind: 'filter', key: filter.key })}>
                {label(filter.label, filter.key)} · {t(`boardBuild.filter.type.${filter.type}`)}
              </Button>
            </li>
          ))}
        </ul>
        <Button
          type="dashed"
          onClick={() => {
            const made = addFilter(board, {
              label: { zh: '新筛选', en: 'New filter' },
              type: FILTER_TYPES[0],
              fields: {},
            });
            building.update(() => made.board, { select: { kind: 'filter', key: made.key } });
          }}
        >
          {t('boardBuild.filter.add')}
        </Button>
      </Group>
      <Group title={t('boardBuild.tabs')}>
        <ul className={css.list}>
          {tabs.map((tab) => (
            <li key={tab.key}>
              <Button block onClick={() => building.select({ kind: 'tab', key: tab.key })}>
                {label(tab.label, tab.key)}
              </Button>
            </li>
          ))}
        </ul>
        <Button
          type="dashed"
          onClick={() => {
            const made = addTab(board, { zh: `第 ${tabs.length + 1} 页`, en: `Page ${tabs.length + 1}` });
            building.update(() => made.board, { select: { kind: 'tab', key: made.key } });
            building.goTo(made.key);
          }}
        >
          {t('boardBuild.tab.add')}
        </Button>
        {tabs.length > 1 ? (
          <CountRow
            label={t('boardBuild.rotation')}
            help={t('boardBuild.rotation_help')}
            value={board.rotation?.seconds}
            minimum={5}
            maximum={3600}
            onChange={(seconds) =>
              put({ rotation: seconds === undefined ? (undefined as never) : { seconds } }, 'rotation')
            }
          />
        ) : null}
      </Group>
    </>
  );
}
