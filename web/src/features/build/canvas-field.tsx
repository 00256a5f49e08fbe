import { HolderOutlined } from '@ant-design/icons';
import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '@/engine/blueprint';
import type { FieldPath } from '@/engine/designer/document';
import { nudgeField } from '@/engine/designer/operations';
import { isWide } from '@/engine/layout';
import { useDrag, useDrop } from '@/ui/dnd/use-drag';
import formCss from '@/ui/form/form.module.css';
import { FieldInput } from '@/ui/inputs/field-input';
import { useLabel } from '@/ui/session';
import css from './canvas.module.css';
import { CanvasLines } from './canvas-lines';
import { useActions } from './designer-context';
import { numberExample } from './pattern';
import { typeIcon } from './type-icons';

export const FIELD = 'field:';

interface CanvasFieldProps {
  field: Field;
  path: FieldPath;
  selected: boolean;
  /** Fields stand side by side: a line between them is upright. */
  sideways: boolean;
  fixedColumns: number | undefined;
  /** The selection, for the columns of line items. */
  chosenColumns: readonly FieldPath[] | undefined;
}

/** A field on the canvas: it looks like itself, and is a thing to take hold of. */
export const CanvasField = memo(function CanvasField(props: CanvasFieldProps) {
  const { field, path, selected, sideways, chosenColumns } = props;
  const { t } = useTranslation();
  const label = useLabel();
  const name = label(field.label, field.key);
  const lines = field.type === 'lines';
  const wide = isWide(field) || lines;
  const drag = useDrag(FIELD + path);
  const drop = useDrop(FIELD + path, sideways && !wide ? 'x' : 'y');
  const pick = usePick(path);
  const ref = (node: HTMLLIElement | null) => {
    drag.ref(node);
    drop.ref(node);
  };
  const classes = [
    css.field,
    wide ? formCss.wide : '',
    selected ? css.selected : '',
    drag.isDragging ? css.dragging : '',
  ];
  if (drop.side) classes.push(css[`${drop.side}${sideways && !wide ? 'X' : 'Y'}`]);
  return (
    <li ref={ref} className={classes.join(' ')} data-field={path}>
      {lines ? (
        <>
          <span className={css.linesName}>
            {name}
            <Flags field={field} />
          </span>
          <button
            type="button"
            className={css.linesCover}
            aria-label={t('designer.select', { name, type: t(`designer.type.${field.type}`) })}
            aria-pressed={selected}
            {...drag.surface}
            {...pick}
          />
          <CanvasLines field={field} chosen={chosenColumns ?? []} />
        </>
      ) : (
        <>
          <div inert className={css.look}>
            <span className={formCss.label}>
              {name}
              {field.required === true ? <span className={formCss.star}>*</span> : null}
              <Flags field={field} />
            </span>
            <Look field={field} />
            <span className={formCss.help}>{field.help ? label(field.help) : null}</span>
          </div>
          <button
            type="button"
            className={css.cover}
            aria-label={t('designer.select', { name, type: t(`designer.type.${field.type}`) })}
            aria-pressed={selected}
            {...drag.surface}
            {...pick}
          />
        </>
      )}
      <button
        type="button"
        ref={drag.handleRef}
        className={css.handle}
        aria-label={t('designer.drag', { name })}
        {...drag.handle}
      >
        <HolderOutlined aria-hidden />
      </button>
    </li>
  );
});

/** Selecting with mouse and keyboard; with the Alt key held, arrows move the field itself. */
export function usePick(path: FieldPath) {
  const actions = useActions();
  return {
    onClick: (event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) actions.extend(path);
      else actions.select({ kind: 'fields', paths: [path] });
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key] as 1 | -1 | undefined;
      if (by !== undefined && event.altKey) {
        event.preventDefault();
        actions.update((doc) => nudgeField(doc, path, by), { select: { kind: 'fields', paths: [path] } });
        const { currentTarget } = event;
        // Moving takes the button out of the page for a moment, and the focus with it.
        requestAnimationFrame(() => currentTarget.focus());
      } else if (by !== undefined && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        neighbour(event.currentTarget, by)?.focus();
      }
    },
  };
}

function neighbour(from: HTMLElement, by: 1 | -1): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>('[data-field] > [aria-pressed]')];
  return all[all.indexOf(from) + by];
}

/** Small signs of what a field does by itself. */
export function Flags({ field }: { field: Field }) {
  const { t } = useTranslation();
  const flags = [
    field.formula === undefined ? '' : t('designer.flag.formula'),
    field.copy === undefined ? '' : t('designer.flag.copy'),
    typeof field.visible === 'string'
      ? t('designer.flag.visible')
      : field.visible === false
        ? t('designer.flag.hidden')
        : '',
    typeof field.required === 'string' ? t('designer.flag.required') : '',
    field.readOnly === true ? t('designer.flag.read_only') : '',
    field.unique ? t('designer.flag.unique') : '',
  ].filter((flag) => flag !== '');
  return flags.map((flag) => (
    <span key={flag} className={css.flag}>
      {flag}
    </span>
  ));
}

function Look({ field }: { field: Field }) {
  const { t } = useTranslation();
  if (field.type === 'auto_number') {
    return (
      <span className={formCss.output}>
        {typeIcon(field.type)} {numberExample((field as { pattern?: string }).pattern ?? '')}
      </span>
    );
  }
  if (field.formula !== undefined) return <span className={formCss.output}>{t('designer.computed')}</span>;
  const none = () => undefined;
  return <FieldInput field={field} value={null} onText={none} onValue={none} />;
}
