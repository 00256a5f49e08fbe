import { Drawer } from 'antd';
import { type MouseEvent, useCallback, useEffect, useRef } from 'react';
import css from './panel.module.css';
import type { OpenPanel, RenderRecord } from './use-panel';

const RECORD = /^\/forms\/([a-z][a-z0-9_]*)\/([0-9a-f]{8}-[0-9a-f-]{27})$/;

interface SidePanelProps {
  name: string;
  panel: OpenPanel;
  renderRecord: RenderRecord;
}

/** A record beside its list: j and k go through the list, links to other records open here, with a way back. */
export function SidePanel({ name, panel, renderRecord }: SidePanelProps) {
  const { top, ways } = panel;
  const body = useRef<HTMLDivElement | null>(null);
  const latest = useRef(ways);
  latest.current = ways;
  useEffect(() => {
    // The keys are the panel's where it has the focus, or nothing in particular has.
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const here = target === document.body || body.current?.closest('[role="dialog"]')?.contains(target);
      if (here) step(event, latest.current);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  // Who opened it by the mouse or with a key goes on in it; the list keeps its place for coming back.
  const enter = useCallback((node: HTMLDivElement | null) => {
    body.current = node;
    node?.focus({ preventScroll: true });
  }, []);
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = (event.target as HTMLElement).closest('a');
    const found = link && link.target !== '_blank' && !link.dataset.page ? RECORD.exec(link.pathname) : null;
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    panel.follow(found[1] ?? '', found[2] ?? '');
  };
  return (
    <Drawer
      open
      onClose={ways.close}
      size={760}
      mask={false}
      destroyOnHidden
      aria-label={name}
      styles={{ body: { padding: 0, background: 'var(--page)' }, header: { display: 'none' } }}
    >
      <div ref={enter} tabIndex={-1} className={css.panel} onClickCapture={follow}>
        {renderRecord(top.form, top.id, ways)}
      </div>
    </Drawer>
  );
}

function step(event: KeyboardEvent, ways: OpenPanel['ways']): void {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, [contenteditable]')) {
    return;
  }
  const go = event.key === 'j' ? ways.next : event.key === 'k' ? ways.previous : undefined;
  if (!go) return;
  event.preventDefault();
  go();
}
