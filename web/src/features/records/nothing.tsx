import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Form } from '@/engine/blueprint';
import type { ListState } from '@/engine/list/view';
import { useLabel } from '@/ui/session';
import { EmptyState } from '@/ui/states';

interface NothingProps {
  form: Form;
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
}

/** A list without records says why, and what comes next. */
export function Nothing({ form, state, onChange }: NothingProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const navigate = useNavigate();
  const name = label(form.label, form.key);
  if (state.filter !== '' || state.search !== '') {
    return (
      <EmptyState
        title={t('list.no_match')}
        hint={t('list.no_match_hint')}
        action={<Button onClick={() => onChange({ filter: '', search: '' })}>{t('list.clear')}</Button>}
      />
    );
  }
  if (state.deleted) return <EmptyState title={t('list.bin_empty')} hint={t('list.bin_empty_hint')} />;
  return (
    <EmptyState
      title={t('list.empty', { form: name })}
      hint={form.may.create ? t('list.empty_hint', { form: name }) : t('list.empty_hint_reader', { form: name })}
      action={
        form.may.create ? (
          <Button type="primary" onClick={() => void navigate(`/forms/${form.key}/new`)}>
            {t('form.new', { form: name })}
          </Button>
        ) : null
      }
    />
  );
}
