import { type RefObject, useEffect } from 'react';
import { nodeFromText, nodeToText } from '@/engine/flow/clipboard';
import { exitsOf, nodeAt } from '@/engine/flow/document';
import type { FlowActions, FlowDesigner } from './flow-context';
import { keepClipboard } from './use-flow-actions';

/** Keys that work wherever the focus is on the flow designer, except while a text is being written. */
export function useFlowShortcuts(designer: RefObject<FlowDesigner>, actions: FlowActions): void {
  useEffect(() => {
    const chosen = () => {
      const { document, selection } = designer.current;
      return selection.kind === 'node' ? nodeAt(document, selection.key) : undefined;
    };
    const press = (event: KeyboardEvent) => {
      if (isElsewhere(event.target)) return;
      const key = event.key.toLowerCase();
      const command = event.ctrlKey || event.metaKey;
      if (command && key === 'z' && !event.shiftKey) actions.undo();
      else if (command && (key === 'y' || (key === 'z' && event.shiftKey))) actions.redo();
      else if (isWriting(event.target)) return;
      else if (event.key === 'Escape') actions.select({ kind: 'flow' });
      else {
        const node = chosen();
        if (!node) return;
        if (event.key === 'Delete' || event.key === 'Backspace') actions.remove(node.key);
        else if (event.altKey && event.key === 'ArrowUp') actions.shift(node.key, 'up');
        else if (event.altKey && event.key === 'ArrowDown') actions.shift(node.key, 'down');
        else return;
      }
      event.preventDefault();
    };
    const copy = (event: ClipboardEvent) => {
      const node = chosen();
      if (!node || isWriting(event.target) || isElsewhere(event.target)) return;
      if (window.getSelection()?.toString()) return;
      event.clipboardData?.setData('text/plain', nodeToText(node));
      event.preventDefault();
      actions.copy(node.key);
      if (event.type === 'cut') actions.remove(node.key);
    };
    const paste = (event: ClipboardEvent) => {
      const node = chosen();
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!node || isWriting(event.target) || isElsewhere(event.target) || !nodeFromText(text)) return;
      event.preventDefault();
      keepClipboard(text);
      const port = firstPort(designer.current, node.key);
      if (port !== undefined) actions.paste({ from: node.key, port });
    };
    document.addEventListener('keydown', press);
    document.addEventListener('copy', copy);
    document.addEventListener('cut', copy);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', copy);
      document.removeEventListener('paste', paste);
    };
  }, [designer, actions]);
}

/** The way that something pasted onto a node goes: the branch that is chosen, or the node's first. */
function firstPort({ document, selection }: FlowDesigner, key: string): string | undefined {
  if (selection.kind === 'node' && selection.port !== undefined) return selection.port;
  const node = nodeAt(document, key);
  return node && exitsOf(node)[0]?.port;
}

/** A dialog, or an editor with steps of its own. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"], .cm-editor') !== null;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}
