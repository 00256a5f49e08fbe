import { useTranslation } from 'react-i18next';
import { strength } from '@/engine/report/heat';
import { type MapTile, mapOf } from '@/engine/report/map';
import { provinceName, TILE_COLUMNS, TILE_ROWS } from '@/engine/report/provinces';
import { cellText, columnAt, dimensionsOf } from '@/engine/report/result';
import { shortNumber } from '@/engine/report/units';
import { useWords } from './look-around';
import { Omissions } from './omissions';
import css from './report.module.css';
import type { WidgetProps } from './widget-props';

/** The provinces of China as tiles of one size, the greater the darker. */
export function MapView({ widget, result, title, onPick }: WidgetProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { encode = {}, options = {} } = widget;
  const map = mapOf(result, encode, words);
  const named = columnAt(result, encode.name ?? encode.x);
  const column = result.columns[named >= 0 ? named : (dimensionsOf(result)[0] ?? -1)];
  const exact = (tile: MapTile) =>
    map.column && tile.exact !== undefined ? cellText(map.column, tile.exact, words, options) : t('boards.no_rows');
  return (
    <div className={css.stack}>
      <div
        className={css.map}
        role="group"
        aria-label={title}
        style={{ gridTemplate: `repeat(${TILE_ROWS}, minmax(0, 1fr)) / repeat(${TILE_COLUMNS}, minmax(0, 1fr))` }}
      >
        {map.tiles.map((tile) => {
          const { province, value } = tile;
          const name = provinceName(province, words.language);
          const place = { gridColumn: province.x + 1, gridRow: province.y + 1 };
          const label = `${name} ${exact(tile)}`;
          const content = (
            <>
              <span className={css.tileName}>{name}</span>
              <span className="num">{value === null ? '' : shortNumber(value, words.language)}</span>
            </>
          );
          const [only] = tile.categories;
          const pick = onPick && column && only && tile.categories.length === 1 ? only : undefined;
          return pick ? (
            <button
              key={province.code}
              type="button"
              className={css.tile}
              style={place}
              data-heat={strength(value, map.most)}
              title={label}
              aria-label={label}
              onClick={() => onPick?.(pick.at, map.column?.key)}
            >
              {content}
            </button>
          ) : (
            <div
              key={province.code}
              className={css.tile}
              style={place}
              data-heat={strength(value, map.most)}
              title={label}
            >
              {content}
            </div>
          );
        })}
      </div>
      <Omissions
        notes={
          map.elsewhere.length > 0
            ? [
                t('boards.omitted.elsewhere', {
                  names: map.elsewhere
                    .slice(0, 3)
                    .map((each) => each.text)
                    .join('、'),
                  number: map.elsewhere.length,
                }),
              ]
            : []
        }
      />
    </div>
  );
}
