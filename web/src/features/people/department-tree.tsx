import { CaretDownOutlined, CaretRightOutlined, HolderOutlined, MoreOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moveDepartment } from '@/api/people';
import type { Department } from '@/api/regions';
import { acceptsDrop, moveOf, rowsOf, type TreeRow, withBelow } from '@/engine/people/tree';
import { DragBoard } from '@/ui/dnd/drag-board';
import { useDrag, useDrop } from '@/ui/dnd/use-drag';
import { EmptyState } from '@/ui/states';
import css from './people.module.css';
import type { Group } from './people-page';
import { type useStaff, useStaffAction } from './use-staff';

const DepartmentDialog = lazy(async () => ({ default: (await import('./department-dialog')).DepartmentDialog }));

interface TreeProps {
  staff: ReturnType<typeof useStaff>;
  group: Group;
  onGroup: (group: Group) => void;
}

type Editing = { department?: Department; parent?: string };

/** The departments as a tree: chosen, moved by mouse, finger or keyboard, made and changed. */
export function DepartmentTree({ staff, group, onGroup }: TreeProps) {
  const { t } = useTranslation();
  const { run } = useStaffAction();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [closed, setClosed] = useState(false);
  const [editing, setEditing] = useState<Editing>();
  const all = staff.departments;
  const active = staff.people.filter((person) => !person.disabled);
  const nameOf = (id: string) => all.find((each) => each.id === id)?.name ?? '';
  const placeOf = (spot: string | undefined) => {
    if (spot === undefined) return t('staff.drag_nowhere');
    const name = nameOf(spot.slice(3));
    return t('staff.drag_over', {
      place: t(spot.startsWith('in:') ? 'staff.place_in' : 'staff.place_by', { name }),
    });
  };
  const fold = (id: string) =>
    setFolded((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const inside = (id: string) => {
    const wanted = withBelow(all, id);
    return active.filter((person) => person.department !== undefined && wanted.has(person.department)).length;
  };
  return (
    <section aria-label={t('staff.departments')} className={css.tree}>
      <header className={css.treeHead}>
        <h2>{t('staff.departments')}</h2>
        <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing({})}>
          {t('staff.add_department')}
        </Button>
      </header>
      <ul className={css.fixed}>
        {(['all', 'none'] as const).map((each) => (
          <li key={each} className={group === each ? css.here : undefined}>
            <button type="button" aria-current={group === each} onClick={() => onGroup(each)}>
              {t(each === 'all' ? 'staff.everybody' : 'staff.no_department')}
            </button>
            <span className="num">
              {each === 'all' ? active.length : active.filter((person) => person.department === undefined).length}
            </span>
          </li>
        ))}
      </ul>
      {all.length === 0 ? (
        <EmptyState title={t('staff.no_departments')} hint={t('staff.no_departments_text')} />
      ) : (
        <DragBoard
          accepts={(item, spot) => acceptsDrop(all, item, spot)}
          onDrop={(item, spot) => {
            const move = moveOf(all, item, spot.id, spot.side);
            if (move) void run(() => moveDepartment(item, move.parent, move.before), t('staff.moved'));
          }}
          overlay={(item) => <span className={css.carried}>{nameOf(item)}</span>}
          texts={{
            instructions: t('staff.drag_instructions'),
            started: (item) => t('staff.drag_started', { name: nameOf(item) }),
            over: (_, spot) => placeOf(spot),
            dropped: (item) => t('staff.drag_dropped', { name: nameOf(item) }),
            cancelled: (item) => t('staff.drag_cancelled', { name: nameOf(item) }),
          }}
        >
          <ul>
            {rowsOf(all, folded, closed).map((row) => (
              <Branch
                key={row.node.id}
                row={row}
                count={inside(row.node.id)}
                head={staff.personOf(row.node.head)?.name}
                chosen={group === row.node.id}
                folded={folded.has(row.node.id)}
                onFold={() => fold(row.node.id)}
                onChoose={() => onGroup(row.node.id)}
                onEdit={setEditing}
              />
            ))}
          </ul>
        </DragBoard>
      )}
      {all.some((each) => each.disabled) ? (
        <Checkbox
          className={css.closedSwitch ?? ''}
          checked={closed}
          onChange={({ target }) => setClosed(target.checked)}
        >
          {t('staff.show_closed')}
        </Checkbox>
      ) : null}
      {editing ? (
        <Suspense fallback={null}>
          {' '}
          <DepartmentDialog
            staff={staff}
            department={editing.department}
            parent={editing.parent}
            onClose={() => setEditing(undefined)}
          />
        </Suspense>
      ) : null}
    </section>
  );
}

interface BranchProps {
  row: TreeRow<Department>;
  count: number;
  head: string | undefined;
  chosen: boolean;
  folded: boolean;
  onFold: () => void;
  onChoose: () => void;
  onEdit: (editing: Editing) => void;
}

function Branch({ row: { node, depth, hasChildren }, count, head, chosen, folded, ...props }: BranchProps) {
  const { t } = useTranslation();
  const drag = useDrag(node.id);
  const into = useDrop(`in:${node.id}`);
  const beside = useDrop(`at:${node.id}`);
  const { name } = node;
  return (
    <li
      ref={drag.ref}
      className={`${chosen ? css.here : ''} ${into.side ? css.into : ''} ${drag.isDragging ? css.dragged : ''}`}
      style={{ paddingInlineStart: 4 + depth * 16 }}
    >
      <span ref={beside.ref} className={`${css.edge} ${beside.side ? css[beside.side] : ''}`} aria-hidden />
      {hasChildren ? (
        <button
          type="button"
          className={css.fold}
          aria-expanded={!folded}
          aria-label={t(folded ? 'staff.unfold' : 'staff.fold', { name })}
          onClick={props.onFold}
        >
          {folded ? <CaretRightOutlined aria-hidden /> : <CaretDownOutlined aria-hidden />}
        </button>
      ) : (
        <span className={css.fold} />
      )}
      <span ref={into.ref} className={css.branch} {...drag.surface}>
        <button type="button" aria-current={chosen} onClick={props.onChoose}>
          <span className="ellipsis">{name}</span>
          {node.disabled ? <em>{t('staff.closed')}</em> : null}
          {head ? <small>{head}</small> : null}
        </button>
      </span>
      <span className="num">{count}</span>
      <button
        type="button"
        ref={drag.handleRef}
        className={css.handle}
        {...drag.handle}
        aria-label={t('staff.drag', { name })}
      >
        <HolderOutlined aria-hidden />
      </button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'edit', label: t('staff.edit_department') },
            { key: 'below', label: t('staff.add_below') },
          ],
          onClick: ({ key }) => props.onEdit(key === 'edit' ? { department: node } : { parent: node.id }),
        }}
      >
        <Button type="text" size="small" icon={<MoreOutlined aria-hidden />} aria-label={t('staff.more', { name })} />
      </Dropdown>
    </li>
  );
}
