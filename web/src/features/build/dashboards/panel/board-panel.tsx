import { widgetAt } from '@/engine/report/board';
import panelCss from '@/features/build/panel/panel.module.css';
import { useBuild } from '../board-context';
import { BoardSettings } from './board-settings';
import { FilterSettings } from './filter-settings';
import { TabSettings } from './tab-settings';
import { WidgetPanel } from './widget-panel';

/** What is said about whatever is selected. */
export function BoardPanel() {
  const { designer, board } = useBuild();
  const { selection } = designer;
  if (selection.kind === 'widget') {
    const widget = widgetAt(board, selection.key);
    return widget ? <WidgetPanel key={widget.key} widget={widget} /> : null;
  }
  return (
    <div className={panelCss.panel}>
      {selection.kind === 'filter' ? (
        <FilterSettings key={selection.key} filterKey={selection.key} />
      ) : selection.kind === 'tab' ? (
        <TabSettings key={selection.key} tabKey={selection.key} />
      ) : (
        <BoardSettings />
      )}
    </div>
  );
}
