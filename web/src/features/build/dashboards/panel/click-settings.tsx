import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { loadDashboard } from '@/api/dashboards';
import type { BoardWidget } from '@/engine/report/board';
import { toBoard } from '@/engine/report/board';
import { Choice, Group, Row } from '@/features/build/panel/parts';
import { useLabel, useWorkplace } from '@/ui/session';
import { useBuild } from '../board-context';
import css from '../boards.module.css';

interface ClickSettingsProps {
  widget: BoardWidget;
  put: (patch: Partial<BoardWidget>) => void;
}

/** What a click on a value does: shows its rows, filters, or leads to another dashboard. */
export function ClickSettings({ widget, put }: ClickSettingsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { board } = useBuild();
  const { blueprint } = useWorkplace();
  const { click, drill } = widget;
  const filters = board.filters ?? [];
  const kind = click ? (click.filter === true ? 'others' : 'filter') : drill ? 'drill' : 'rows';
  const boards = blueprint.dashboards.filter((each) => each.key !== board.key);
  const choose = (next: typeof kind) => {
    const first = filters[0]?.key;
    put({
      click:
        next === 'others'
          ? { filter: true }
          : next === 'filter' && first !== undefined
            ? { filter: first }
            : (undefined as never),
      drill: next === 'drill' && boards[0] ? { dashboard: boards[0].key } : (undefined as never),
    });
  };
  return (
    <Group title={t('boardBuild.click.title')}>
      <Choice<typeof kind>
        label={t('boardBuild.click.does')}
        value={kind}
        options={[
          { value: 'rows', label: t('boardBuild.click.rows') },
          { value: 'others', label: t('boardBuild.click.others') },
          { value: 'filter', label: t('boardBuild.click.filter'), disabled: filters.length === 0 },
          { value: 'drill', label: t('boardBuild.click.drill'), disabled: boards.length === 0 },
        ]}
        onChange={choose}
      />
      <p className={css.hint}>{t(`boardBuild.click.help.${kind}`)}</p>
      {kind === 'filter' ? (
        <Row label={t('boardBuild.click.which')}>
          {(id) => (
            <Select<string>
              id={id}
              value={String(click?.filter ?? '')}
              options={filters.map((filter) => ({ value: filter.key, label: label(filter.label, filter.key) }))}
              onChange={(filter) => put({ click: { filter } })}
            />
          )}
        </Row>
      ) : null}
      {kind === 'drill' && drill ? (
        <>
          <Row label={t('boardBuild.click.to')}>
            {(id) => (
              <Select<string>
                id={id}
                value={drill.dashboard}
                options={boards.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
                onChange={(dashboard) => put({ drill: { dashboard } })}
              />
            )}
          </Row>
          <DrillFilters widget={widget} put={put} />
        </>
      ) : null}
    </Group>
  );
}

/** Which filter of the other dashboard takes the value of which dimension. */
function DrillFilters({ widget, put }: ClickSettingsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const { blueprint } = useWorkplace();
  const to = widget.drill?.dashboard ?? '';
  const query = useQuery({ queryKey: ['dashboards', to, blueprint.version], queryFn: () => loadDashboard(to) });
  const filters = query.data ? (toBoard(query.data).filters ?? []) : [];
  const dimensions = (widget.question?.then ?? widget.question)?.dimensions ?? [];
  if (filters.length === 0) return <p className={css.hint}>{t('boardBuild.click.no_filters')}</p>;
  return filters.map((filter) => (
    <Row key={filter.key} label={t('boardBuild.click.takes', { filter: label(filter.label, filter.key) })}>
      {(id) => (
        <Select<string>
          id={id}
          allowClear
          value={widget.drill?.filters?.[filter.key]}
          options={dimensions.map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
          onChange={(dimension: string | undefined) => {
            const { [filter.key]: _, ...rest } = widget.drill?.filters ?? {};
            put({
              drill: { dashboard: to, filters: dimension === undefined ? rest : { ...rest, [filter.key]: dimension } },
            });
          }}
        />
      )}
    </Row>
  ));
}
