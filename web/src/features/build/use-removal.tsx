import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { loadUsages, type Usage } from '@/api/usages';
import { type FieldPath, fieldAt } from '@/engine/designer/document';
import { usesInForm } from '@/engine/designer/references';
import { useLabel, useListText } from '@/ui/session';
import type { DesignerView } from './designer-context';
import { useUsageWords } from './usage-words';

/** Fields that something reads, in the form or elsewhere, are not lost by a slip. */
export function useConfirmRemoval(view: { current: DesignerView }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const label = useLabel();
  const listText = useListText();
  const words = useUsageWords();
  return useCallback(
    async (paths: readonly FieldPath[], remove: () => void) => {
      const { form, forms, document, fixed } = view.current;
      const uses = paths
        .flatMap((path) => usesInForm(form, forms, path))
        .filter((use) => !paths.includes(use.path ?? ''));
      const inForm = uses.map(({ path }) => {
        const field = path === undefined ? undefined : fieldAt(document, path);
        return field ? label(field.label, field.key) : t('designer.validations');
      });
      // What was never published can be used nowhere else.
      const published = paths.filter((path) => fixed.has(path));
      const found = await Promise.all(published.map((path) => loadUsages(document.key, path).catch((): Usage[] => [])));
      const elsewhere = found
        .flat()
        .filter((use) => use.kind !== 'form' || use.key !== document.key)
        .map(words.owner);
      const names = [...new Set([...inForm, ...elsewhere])];
      if (names.length === 0) {
        remove();
        return;
      }
      modal.confirm({
        title: t('designer.remove_used'),
        content: t('designer.remove_used_text', { names: listText(names) }),
        okText: t('designer.remove'),
        cancelText: t('common.cancel'),
        okButtonProps: { danger: true },
        onOk: remove,
      });
    },
    [view, modal, t, label, listText, words],
  );
}
