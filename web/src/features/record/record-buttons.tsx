import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/api/problem';
import type { StoredRecord } from '@/api/records';
import { loadButtons, pressButton, type RecordButton } from '@/api/rules';
import type { Form } from '@/engine/blueprint';
import { useErrorText } from '@/ui/problem-text';

/** The buttons that rules put on a record, as far as this person may press them at this moment. */
export function RecordButtons({ form, record }: { form: Form; record: StoredRecord }) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [busy, setBusy] = useState<string>();
  const query = useQuery({
    queryKey: ['records', form.key, record.id, 'buttons', record.rev],
    queryFn: () => loadButtons(form.key, record.id),
    staleTime: 10_000,
  });
  const press = async (button: RecordButton) => {
    setBusy(button.rule);
    try {
      await pressButton(form.key, record.id, button.rule, record.rev);
      void message.success(t('record.button_pressed', { name: button.label }));
    } catch (error) {
      const stale = isProblem(error) && error.status === 409;
      void message.error(stale ? t('record.button_stale') : errorText(error));
    } finally {
      setBusy(undefined);
      void queries.invalidateQueries({ queryKey: ['records', form.key] });
    }
  };
  const ask = (button: RecordButton) => {
    if (button.confirm === null) {
      void press(button);
      return;
    }
    void modal.confirm({
      title: button.confirm,
      okText: button.label,
      cancelText: t('common.cancel'),
      onOk: () => press(button),
    });
  };
  return (query.data?.items ?? []).map((button) => (
    <Button key={button.rule} loading={busy === button.rule} onClick={() => ask(button)}>
      {button.label}
    </Button>
  ));
}
