import { useTranslation } from 'react-i18next';
import type { FieldType } from '@/engine/blueprint';
import { GROUPS, kindsOf } from '@/engine/designer/kinds';
import { useDrag } from '@/ui/dnd/use-drag';
import { useActions } from './designer-context';
import css from './palette.module.css';
import { typeIcon } from './type-icons';

export const NEW = 'new:';
export const NEW_SECTION = 'place:section';
export const NEW_TABS = 'place:tabs';

/** Everything a form can be made of: dragged to its place, or added with a click. */
export function Palette({ onAdded }: { onAdded?: () => void }) {
  const { t } = useTranslation();
  const actions = useActions();
  return (
    <div className={css.palette}>
      {GROUPS.map((group) => {
        const types = kindsOf(group);
        return types.length === 0 ? null : (
          <section key={group} aria-label={t(`designer.group.${group}`)}>
            <h2>{t(`designer.group.${group}`)}</h2>
            <ul>
              {types.map((type) => (
                <Kind
                  key={type}
                  type={type}
                  onAdd={() => {
                    actions.add(type);
                    onAdded?.();
                  }}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Kind({ type, onAdd }: { type: FieldType; onAdd: () => void }) {
  const { t } = useTranslation();
  const drag = useDrag(NEW + type);
  return (
    <li>
      <button
        type="button"
        ref={drag.ref}
        className={css.kind}
        title={t(`designer.type_hint.${type}`)}
        onClick={onAdd}
        {...drag.surface}
      >
        <span aria-hidden>{typeIcon(type)}</span>
        <span className="ellipsis">{t(`designer.type.${type}`)}</span>
      </button>
    </li>
  );
}
