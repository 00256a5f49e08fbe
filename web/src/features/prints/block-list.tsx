import '@/i18n/designer';
import {
  BarcodeOutlined,
  BorderInnerOutlined,
  ColumnHeightOutlined,
  EditOutlined,
  FontSizeOutlined,
  HolderOutlined,
  LineOutlined,
  PictureOutlined,
  PlusOutlined,
  ProfileOutlined,
  SplitCellsOutlined,
  TableOutlined,
} from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from '@/engine/blueprint';
import {
  BLOCK_TYPES,
  type BlockType,
  findBlock,
  fits,
  insertBlock,
  moveBlock,
  type Place,
  type PrintBlock,
  type PrintDocument,
  removeBlock,
  stepBlock,
  textIn,
} from '@/engine/print/document';
import { newBlock } from '@/engine/print/starter';
import { DragBoard, type Spot } from '@/ui/dnd/drag-board';
import { useDrag, useDrop } from '@/ui/dnd/use-drag';
import { usePreferences } from '@/ui/preferences';
import css from './print-designer.module.css';
import { useStarterWords } from './use-starter-words';

const ICONS: Record<BlockType, ReactNode> = {
  title: <FontSizeOutlined />,
  text: <FontSizeOutlined />,
  fields: <ProfileOutlined />,
  table: <TableOutlined />,
  code: <BarcodeOutlined />,
  picture: <PictureOutlined />,
  signatures: <EditOutlined />,
  row: <SplitCellsOutlined />,
  line: <LineOutlined />,
  gap: <ColumnHeightOutlined />,
};

const CELL = 'cell:';

function placeOf({ id, side }: Spot): Place {
  if (!id.startsWith(CELL)) return { key: id, side };
  const [row = '', cell = '0'] = id.slice(CELL.length).split('/');
  return { row, cell: Number(cell) };
}

interface BlockListProps {
  document: PrintDocument;
  form: Form;
  selected: string | undefined;
  onSelect: (key: string | undefined) => void;
  onChange: (document: PrintDocument) => void;
}

/** The blocks in their order, to be picked, dragged, moved by Alt and the arrows, and added to. */
export function BlockList({ document, form, selected, onSelect, onChange }: BlockListProps) {
  const { t } = useTranslation();
  const words = useStarterWords();
  const { language } = usePreferences();
  const name = (key: string): string => {
    const block = findBlock(document, key);
    if (!block) return t('print.cell');
    const text = textIn(block.text, language).trim();
    return text === '' ? t(`print.type.${block.type}`) : text;
  };
  const add = (type: BlockType) => {
    const block = newBlock(type, document, form, words);
    const after: Place | undefined = selected === undefined ? undefined : { key: selected, side: 'after' };
    const place = after && fits(type, after, document) ? after : undefined;
    onChange(insertBlock(document, block, place));
    onSelect(block.key);
  };
  const keys = (event: KeyboardEvent, key: string) => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      onChange(stepBlock(document, key, event.key === 'ArrowUp' ? -1 : 1));
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      onChange(removeBlock(document, key));
      onSelect(undefined);
    }
  };
  const items = (blocks: readonly PrintBlock[]) => (
    <ul className={css.blocks}>
      {blocks.map((block) => (
        <BlockItem
          key={block.key}
          block={block}
          name={name(block.key)}
          selected={block.key === selected}
          onSelect={() => onSelect(block.key)}
          onKeyDown={(event) => keys(event, block.key)}
        >
          {(block.cells ?? []).map((cell, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place in the row
            <CellSpot key={index} id={`${CELL}${block.key}/${index}`} empty={cell.blocks.length === 0}>
              {items(cell.blocks)}
            </CellSpot>
          ))}
        </BlockItem>
      ))}
    </ul>
  );
  const said = (id: string) => (id.startsWith(CELL) ? t('print.cell') : name(id));
  return (
    <div className={css.list}>
      <button
        type="button"
        className={css.page}
        aria-pressed={selected === undefined}
        onClick={() => onSelect(undefined)}
      >
        {t('print.page_settings')}
      </button>
      <DragBoard
        accepts={(item, spot) => {
          const block = findBlock(document, item);
          return block !== undefined && fits(block.type, placeOf({ id: spot, side: 'after' }), document);
        }}
        onDrop={(item, spot) => onChange(moveBlock(document, item, placeOf(spot)))}
        overlay={(item) => <span className={css.overlay}>{said(item)}</span>}
        texts={{
          instructions: t('designer.dnd.instructions'),
          started: (item) => t('designer.dnd.started', { item: said(item) }),
          over: (item, spot) => (spot ? t('designer.dnd.over', { item: said(item), spot: said(spot) }) : ''),
          dropped: (item) => t('designer.dnd.dropped', { item: said(item) }),
          cancelled: (item) => t('designer.dnd.cancelled', { item: said(item) }),
        }}
      >
        {items(document.body)}
      </DragBoard>
      <Dropdown
        trigger={['click']}
        menu={{
          items: BLOCK_TYPES.map((type) => ({
            key: type,
            icon: ICONS[type],
            label: t(`print.type.${type}`),
          })),
          onClick: ({ key }) => add(key as BlockType),
        }}
      >
        <Button block type="dashed" icon={<PlusOutlined aria-hidden />}>
          {t('print.add')}
        </Button>
      </Dropdown>
      <p className={css.help}>{t('print.keys_help')}</p>
    </div>
  );
}

interface BlockItemProps {
  block: PrintBlock;
  name: string;
  selected: boolean;
  onSelect: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  children: ReactNode;
}

function BlockItem({ block, name, selected, onSelect, onKeyDown, children }: BlockItemProps) {
  const { t } = useTranslation();
  const drag = useDrag(block.key);
  const drop = useDrop(block.key);
  const side = drop.side ? css[drop.side] : '';
  return (
    <li ref={drag.ref} className={drag.isDragging ? css.dragging : ''}>
      <div ref={drop.ref} className={`${css.block} ${selected ? css.selected : ''} ${side}`}>
        <button
          type="button"
          ref={drag.handleRef}
          className={css.grip}
          aria-label={t('designer.drag', { name })}
          {...drag.handle}
        >
          <HolderOutlined aria-hidden />
        </button>
        <button
          type="button"
          className={css.pick}
          aria-pressed={selected}
          data-block={block.key}
          onClick={onSelect}
          onKeyDown={onKeyDown}
        >
          <span aria-hidden>{ICONS[block.type] ?? <BorderInnerOutlined />}</span>
          <span className="ellipsis">{name}</span>
        </button>
      </div>
      {children}
    </li>
  );
}

function CellSpot({ id, empty, children }: { id: string; empty: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  const drop = useDrop(id);
  return (
    <div ref={drop.ref} className={`${css.cell} ${drop.side ? css.over : ''}`}>
      {empty ? <p className={css.help}>{t('print.cell_empty')}</p> : children}
    </div>
  );
}
