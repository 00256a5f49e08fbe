import { useEffect } from 'react';
import { fieldsFromText, fieldsToText } from '@/engine/designer/clipboard';
import type { Designer } from '@/engine/designer/designer';
import { fieldAt } from '@/engine/designer/document';
import type { DesignerActions } from './designer-context';
import { CLIPBOARD } from './use-actions';

/** Keys that work wherever the focus is on the designer, except while a text is being written. */
export function useShortcuts(designer: { current: Designer }, actions: DesignerActions): void {
  useEffect(() => {
    const paths = () => (designer.current.selection.kind === 'fields' ? designer.current.selection.paths : []);
    const press = (event: KeyboardEvent) => {
      if (isElsewhere(event.target)) return;
      const key = event.key.toLowerCase();
      const command = event.ctrlKey || event.metaKey;
      const undo = command && key === 'z' && !event.shiftKey;
      const redo = command && (key === 'y' || (key === 'z' && event.shiftKey));
      if (undo || redo) {
        event.preventDefault();
        if (undo) actions.undo();
        else actions.redo();
        return;
      }
      if (isWriting(event.target) || paths().length === 0) return;
      if (event.key === 'Delete' || event.key === 'Backspace') actions.remove(paths());
      else if (command && key === 'd') actions.duplicate(paths());
      else if (event.key === 'Escape') actions.select({ kind: 'form' });
      else return;
      event.preventDefault();
    };
    const copy = (event: ClipboardEvent) => {
      if (isWriting(event.target) || isElsewhere(event.target) || paths().length === 0) return;
      const fields = paths().flatMap((path) => fieldAt(designer.current.document, path) ?? []);
      const text = fieldsToText(fields);
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      actions.copy(paths());
      if (event.type === 'cut') actions.remove(paths());
    };
    const paste = (event: ClipboardEvent) => {
      if (isWriting(event.target) || isElsewhere(event.target)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!fieldsFromText(text)) return;
      event.preventDefault();
      try {
        localStorage.setItem(CLIPBOARD, text);
      } catch {
        return;
      }
      actions.paste();
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

/** A dialog, or an editor with steps of its own. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], .cm-editor') !== null;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}
