import { type RefObject, useEffect } from 'react';
import { type RuleActions, type RuleDesigner, WHOLE_RULE } from './rule-context';

/** Keys that work wherever the focus is on the rule designer, except while a text is being written. */
export function useRuleShortcuts(designer: RefObject<RuleDesigner>, actions: RuleActions): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : undefined;
      if (target?.closest('[role=dialog], .ant-dropdown')) return;
      const writes = target?.matches('input, textarea, [contenteditable=true], [contenteditable=true] *') ?? false;
      const key = event.key.toLowerCase();
      const command = event.ctrlKey || event.metaKey;
      const { selection } = designer.current;
      if (writes) return;
      if (command && key === 'z' && !event.shiftKey) actions.undo();
      else if (command && (key === 'y' || (key === 'z' && event.shiftKey))) actions.redo();
      else if (event.key === 'Escape') actions.select(WHOLE_RULE);
      else if ((event.key === 'Delete' || event.key === 'Backspace') && selection.kind === 'step') {
        actions.remove(selection.key);
      } else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [designer, actions]);
}
