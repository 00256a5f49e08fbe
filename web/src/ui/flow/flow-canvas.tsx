import '@xyflow/react/dist/base.css';
import { FullscreenOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import {
  Background,
  MiniMap,
  type Node,
  type NodeChange,
  type NodeProps,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  ViewportPortal,
} from '@xyflow/react';
import { Button } from 'antd';
import { memo, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Edge, type FlowDocument, type FlowNode, nodeAt } from '@/engine/flow/document';
import { kindOf } from '@/engine/flow/kinds';
import { type Box, type Drawing, drawingOf, type Way } from '@/engine/flow/layout';
import css from './canvas.module.css';
import { lookOfType } from './looks';

/** Where a running record is: what it has been through, where it waits, what comes next. */
export type Progress = 'done' | 'now' | 'next';

/** What a drawing says of a flow. */
export interface CanvasWords {
  node: (node: FlowNode) => string;
  type: (type: string) => string;
  /** What a node does, in one line under its name. */
  summary: (node: FlowNode) => string;
  /** A way out; empty for the only way there is. */
  exit: (node: FlowNode, port: string) => string;
  /** What a branch asks. */
  condition: (node: FlowNode, port: string) => string;
}

interface FlowCanvasProps {
  document: FlowDocument;
  words: CanvasWords;
  /** The node that is chosen, and the branch of it. */
  selected?: { key: string; port: string | undefined } | undefined;
  /** How bad what the check found is, by node. */
  findings?: ReadonlyMap<string, 'error' | 'warning'>;
  progress?: ReadonlyMap<string, Progress>;
  /** Absent where the flow is only looked at. */
  onSelect?: (key: string, port: string | undefined) => void;
  /** A node was dropped on a way. */
  onMove?: (key: string, edge: Edge) => void;
  /** What is put on a way: the button that adds to it. */
  adder?: (edge: Edge, dropping: boolean) => ReactNode;
}

/** How near to a way a node must be dropped to be put on it, in pixels of the drawing. */
const NEAR = 90;
const ADDER_WIDTH = 30;

/** A flow as a drawing that can be moved and zoomed. Where everything stands is computed, never kept. */
export function FlowCanvas(props: FlowCanvasProps) {
  return (
    <ReactFlowProvider>
      <Inside {...props} />
    </ReactFlowProvider>
  );
}

type BoxNode = Node<{ box: Box } & Omit<FlowCanvasProps, 'adder' | 'onMove'>>;

function Inside(props: FlowCanvasProps) {
  const { document, words, onMove, adder } = props;
  const { t } = useTranslation();
  const drawing = useDrawing(document, words, adder !== undefined);
  const [dragged, setDragged] = useState<{ id: string; x: number; y: number }>();
  const target = useMemo(() => (dragged ? nearest(drawing, dragged) : undefined), [drawing, dragged]);
  const { adder: _, onMove: __, ...data } = props;
  const nodes = drawing.boxes.map((box): BoxNode => {
    const lifted = dragged?.id === box.id ? dragged : undefined;
    const node = nodeAt(document, box.node);
    return {
      id: box.id,
      type: 'box',
      position: { x: lifted?.x ?? box.x, y: lifted?.y ?? box.y },
      width: box.width,
      height: box.height,
      draggable: onMove !== undefined && box.port === undefined && kindOf(node?.type ?? '').movable,
      selectable: false,
      zIndex: lifted ? 10 : 0,
      style: { pointerEvents: 'all' },
      data: { box, ...data },
    };
  });
  const change = (changes: NodeChange<BoxNode>[]) => {
    for (const each of changes) {
      if (each.type === 'position' && each.dragging && each.position) setDragged({ id: each.id, ...each.position });
    }
  };
  return (
    <div className={css.canvas}>
      <ReactFlow<BoxNode>
        nodes={nodes}
        edges={[]}
        nodeTypes={NODE_TYPES}
        onNodesChange={change}
        onNodeDragStop={() => {
          if (dragged && target) onMove?.(dragged.id, target);
          setDragged(undefined);
        }}
        minZoom={0.2}
        maxZoom={1.5}
        panOnScroll
        zoomOnDoubleClick={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        nodeDragThreshold={4}
        aria-label={t('flows.shape.canvas')}
      >
        <Background gap={20} />
        <ViewportPortal>
          <Ways
            drawing={drawing}
            words={words}
            document={document}
            progress={props.progress}
            beside={adder !== undefined}
          />
          {adder
            ? drawing.ways.map(({ id, edge, label }) =>
                edge ? (
                  <span key={id} className={css.adder} style={placed(label)}>
                    {adder(edge, target?.from === edge.from && target.port === edge.port)}
                  </span>
                ) : null,
              )
            : null}
        </ViewportPortal>
        {drawing.boxes.length > 14 ? <MiniMap pannable zoomable ariaLabel={t('flows.minimap')} /> : null}
        <Tools drawing={drawing} />
        <Watch drawing={drawing} selected={props.selected} />
      </ReactFlow>
    </div>
  );
}

/** The drawing, made again only when the flow or the words on its ways change. */
function useDrawing(document: FlowDocument, words: CanvasWords, editing: boolean): Drawing {
  const widths = useRef(new Map<string, number>());
  const measure = ({ from, port }: Edge) => {
    const node = nodeAt(document, from);
    const text = node && !port.startsWith('branches') && port !== 'else' ? words.exit(node, port) : '';
    return editing ? textWidth(text) * 2 + ADDER_WIDTH : textWidth(text) + 12;
  };
  const known = document.nodes.map((node) => `${node.key}:${words.exit(node, 'outcomes.approve')}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words count only as far as they are measured
  return useMemo(() => drawingOf(document, measure), [document, known, widths]);
}

function textWidth(text: string): number {
  return text === '' ? 0 : [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 255 ? 13 : 7.5), 14);
}

function placed({ x, y }: { x: number; y: number }) {
  return { transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` };
}

function nearest(drawing: Drawing, { id, x, y }: { id: string; x: number; y: number }): Edge | undefined {
  const box = drawing.boxes.find((each) => each.id === id);
  if (!box) return undefined;
  const middle = { x: x + box.width / 2, y: y + box.height / 2 };
  let best: { edge: Edge; distance: number } | undefined;
  for (const { edge, label } of drawing.ways) {
    if (!edge || edge.from === box.node) continue;
    const distance = Math.hypot(label.x - middle.x, label.y - middle.y);
    if (distance < NEAR && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { edge, distance };
  }
  return best?.edge;
}

interface WaysProps {
  drawing: Drawing;
  words: CanvasWords;
  document: FlowDocument;
  progress: ReadonlyMap<string, Progress> | undefined;
  /** Whether the words stand beside a button. */
  beside: boolean;
}

const Ways = memo(function Ways({ drawing, words, document, progress, beside }: WaysProps) {
  const been = (way: Way) => progress !== undefined && progress.get(way.from) === 'done' && progress.has(way.to);
  return (
    <>
      <svg className={css.ways} width={drawing.width} height={drawing.height} aria-hidden>
        <defs>
          <marker id="flow-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">
            <path d="M0,0.5L8,4L0,7.5z" className={css.arrow} />
          </marker>
        </defs>
        {drawing.ways.map((way) => (
          <path
            key={way.id}
            d={way.path}
            className={`${css.way} ${way.back ? css.back : ''} ${been(way) ? css.been : ''}`}
            markerEnd={way.edge ? 'url(#flow-arrow)' : undefined}
          />
        ))}
      </svg>
      {drawing.ways.map((way) => {
        const node = way.edge && nodeAt(document, way.edge.from);
        const text = way.edge && node && way.from === node.key ? words.exit(node, way.edge.port) : '';
        if (text === '') return null;
        const { x, y } = way.label;
        return (
          <span
            key={way.id}
            className={css.wayLabel}
            style={{
              transform: `translate(${x}px, ${y}px) translate(${beside ? 'calc(-100% - 14px)' : '-50%'}, -50%)`,
            }}
          >
            {text}
          </span>
        );
      })}
    </>
  );
});

/** Zooming, and seeing all of it. */
function Tools({ drawing }: { drawing: Drawing }) {
  const { t } = useTranslation();
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const latest = useRef(drawing);
  latest.current = drawing;
  const showAll = useCallback(() => {
    const { width: wide, height: high } = latest.current;
    if (width === 0 || wide === 0) return;
    const zoom = Math.min(1, Math.max(0.4, Math.min((width - 32) / wide, (height - 32) / high)));
    void flow.setViewport({ x: (width - wide * zoom) / 2, y: 16, zoom });
  }, [flow, width, height]);
  // From the top, in the middle, whenever the room changes; not while the flow grows.
  useEffect(showAll, [showAll]);
  const tool = (text: string, icon: ReactNode, onClick: () => void) => (
    <Button type="text" size="small" icon={icon} aria-label={text} title={text} onClick={onClick} />
  );
  return (
    <div className={css.tools}>
      {tool(t('flows.zoom_in'), <PlusOutlined aria-hidden />, () => void flow.zoomIn())}
      {tool(t('flows.zoom_out'), <MinusOutlined aria-hidden />, () => void flow.zoomOut())}
      {tool(t('flows.zoom_fit'), <FullscreenOutlined aria-hidden />, showAll)}
    </div>
  );
}

/** Brings what is chosen into sight when it is not. */
function Watch({ drawing, selected }: { drawing: Drawing; selected: FlowCanvasProps['selected'] }) {
  const flow = useReactFlow();
  const id =
    selected && (drawing.boxes.find((box) => box.id === `${selected.key}/${selected.port}`)?.id ?? selected.key);
  useEffect(() => {
    const box = drawing.boxes.find((each) => each.id === id);
    const pane = window.document.querySelector('.react-flow')?.getBoundingClientRect();
    if (!box || !pane) return;
    const from = flow.flowToScreenPosition({ x: box.x, y: box.y });
    const to = flow.flowToScreenPosition({ x: box.x + box.width, y: box.y + box.height });
    const inside = from.x >= pane.left && from.y >= pane.top && to.x <= pane.right && to.y <= pane.bottom;
    if (!inside) {
      void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: flow.getZoom(), duration: 200 });
    }
  }, [id, drawing, flow]);
  return null;
}

function BoxView({ data }: NodeProps<BoxNode>) {
  const { box, document, words, selected, findings, progress, onSelect } = data;
  const { t } = useTranslation();
  const node = nodeAt(document, box.node);
  if (!node) return null;
  const { port } = box;
  const chosen = selected?.key === node.key && (port === undefined || selected.port === port);
  const bad = port === undefined ? findings?.get(node.key) : undefined;
  const at = port === undefined ? progress?.get(node.key) : undefined;
  const look = lookOfType(node.type);
  const name = port === undefined ? words.node(node) : words.exit(node, port);
  const text = port === undefined ? words.summary(node) : words.condition(node, port);
  const classes = [
    css.box,
    port === undefined ? css[look.tone] : css.card,
    box.height < 60 ? css.small : '',
    chosen ? css.chosen : '',
    bad ? css[bad] : '',
    at ? css[at] : '',
  ];
  const isTextShown = text !== '' && box.height >= 60;
  const inside = (
    <>
      <span className={css.name}>
        {port === undefined ? (
          <>
            <span className={css.icon}>{look.icon}</span>
            <Said>{words.type(node.type)}，</Said>
          </>
        ) : (
          <CardOrder node={node.key} port={port} document={document} />
        )}
        <span className="ellipsis">{name}</span>
        {bad ? (
          <span className={css.sign} aria-hidden>
            !
          </span>
        ) : null}
      </span>
      {text === '' ? null : <Said>，{isTextShown ? '' : text}</Said>}
      {isTextShown ? <span className={css.text}>{text}</span> : null}
      {bad ? <Said>，{t(`flows.bad.${bad}`)}</Said> : null}
      {at ? <Said>，{t(`flows.progress.${at}`)}</Said> : null}
    </>
  );
  if (!onSelect) {
    return (
      <div className={classes.join(' ')} data-flow-node={box.id}>
        {inside}
      </div>
    );
  }
  return (
    <button
      type="button"
      className={classes.join(' ')}
      data-flow-node={box.id}
      aria-pressed={chosen}
      onClick={() => onSelect(node.key, port)}
      onKeyDown={(event) => {
        const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
        if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        const all = [...window.document.querySelectorAll<HTMLElement>('button[data-flow-node]')];
        const next = all[all.indexOf(event.currentTarget) + by];
        next?.focus({ preventScroll: true });
        next?.click();
      }}
    >
      {inside}
    </button>
  );
}

/** What a picture says to those who look, in words for those who listen. */
function Said({ children }: { children: ReactNode }) {
  return <span className="visually-hidden">{children}</span>;
}

function CardOrder({ node, port, document }: { node: string; port: string; document: FlowDocument }) {
  const order = orderOf(document, node, port);
  return order === '' ? null : <span className={css.order}>{order}</span>;
}

/** The place of a branch among those that are asked one after the other; empty for what is not asked. */
function orderOf(document: FlowDocument, key: string, port: string): string {
  const owner = nodeAt(document, key);
  const list = (owner?.branches ?? owner?.rows) as { key: string }[] | undefined;
  const index = (list ?? []).findIndex((each) => port.endsWith(`.${each.key}`));
  return index < 0 ? '' : String(index + 1);
}

const NODE_TYPES = { box: memo(BoxView) };
