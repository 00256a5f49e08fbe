import '@/i18n/batch';
import { DeleteOutlined, EditOutlined, UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchKind } from '@/api/batches';
import type { ListQuery } from '@/api/records';
import type { Form } from '@/engine/blueprint';
import { groupDigits } from '@/engine/digits';
import css from './batch.module.css';

const BatchDialog = lazy(async () => ({ default: (await import('./batch-dialog')).BatchDialog }));

interface SelectionBarProps {
  form: Form;
  query: ListQuery;
  checked: ReadonlySet<string>;
  onClear: () => void;
}

/** Over the list while records are ticked: what can be done with them, or with everything that was found. */
export function SelectionBar({ form, query, checked, onClear }: SelectionBarProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const [kind, setKind] = useState<BatchKind | undefined>(undefined);
  return (
    <div className={css.bar} role="toolbar" aria-label={t('batch.selection')}>
      <strong role="status">
        {all ? t('batch.all_selected') : t('batch.selected', { shown: groupDigits(String(checked.size)) })}
      </strong>
      {all ? null : (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t('batch.all_found')}
        </Button>
      )}
      {query.deleted ? (
        form.may.delete ? (
          <>
            <Button size="small" icon={<UndoOutlined aria-hidden />} onClick={() => setKind('restore')}>
              {t('batch.restore')}
            </Button>
            {form.may.purge ? (
              <Button size="small" danger icon={<DeleteOutlined aria-hidden />} onClick={() => setKind('purge')}>
                {t('batch.purge')}
              </Button>
            ) : null}
          </>
        ) : null
      ) : (
        <>
          {form.may.edit ? (
            <Button size="small" icon={<EditOutlined aria-hidden />} onClick={() => setKind('edit')}>
              {t('batch.edit')}
            </Button>
          ) : null}
          {form.may.delete ? (
            <Button size="small" danger icon={<DeleteOutlined aria-hidden />} onClick={() => setKind('delete')}>
              {t('batch.delete')}
            </Button>
          ) : null}
        </>
      )}
      <Button type="text" size="small" onClick={onClear}>
        {t('batch.clear_selection')}
      </Button>
      {kind ? (
        <Suspense fallback={null}>
          <BatchDialog
            form={form}
            kind={kind}
            query={query}
            ids={all ? undefined : [...checked]}
            onClose={(started) => {
              setKind(undefined);
              if (started) onClear();
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
