import '@/i18n/amendment';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Amendment, loadAmendment, submitAmendment, withdrawAmendment } from '@/api/amendments';
import type { StoredRecord } from '@/api/records';
import type { Amended, Form } from '@/engine/blueprint';
import { LinkButton } from '@/ui/link-button';
import { Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import { useForm, useLabel } from '@/ui/session';
import { ErrorState, Loading } from '@/ui/states';
import css from './amendment.module.css';
import { Changes, ImpactView } from './impact-view';

/** On the record that carries a proposal: what it would do now, or what it wanted; and what its maker can do with it. */
export default function Carried({ amended, record }: { amended: Amended; record: StoredRecord }) {
  const { t } = useTranslation();
  const form = useForm(amended.form);
  const query = useQuery({
    queryKey: ['records', amended.proposals, record.id, 'amendment', record.rev],
    queryFn: () => loadAmendment(record.id),
  });
  if (!form) return null;
  if (query.isPending) return <Loading lines={5} />;
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const amendment = query.data;
  return (
    <Panel title={t('amendment.impact')}>
      {amendment.impact ? (
        <ImpactView form={form} impact={amendment.impact} />
      ) : (
        <Changes form={form} changes={amendment.changes} title={t('amendment.wanted')} />
      )}
      <Acts form={form} amended={amended} amendment={amendment} />
    </Panel>
  );
}

function Acts({ form, amended, amendment }: { form: Form; amended: Amended; amendment: Amendment }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const attempt = async (work: () => Promise<Amendment>, done: (state: Amendment) => string) => {
    try {
      void message.success(done(await work()));
    } catch (error) {
      void message.error(errorText(error));
    } finally {
      void queries.invalidateQueries({ queryKey: ['records', amended.proposals] });
      void queries.invalidateQueries({ queryKey: ['records', amended.form] });
      void queries.invalidateQueries({ queryKey: ['tasks'] });
    }
  };
  const withdraw = () =>
    void modal.confirm({
      title: t('amendment.withdraw_title', { title: amendment.title }),
      content: t('amendment.withdraw_text'),
      okText: t('amendment.withdraw'),
      cancelText: t('common.cancel'),
      onOk: () =>
        attempt(
          () => withdrawAmendment(amendment.id),
          () => t('amendment.withdrawn'),
        ),
    });
  return (
    <div className={css.acts}>
      <LinkButton to={`/forms/${amended.form}/${amendment.record}`}>
        {t('amendment.open_record', { name: label(form.label, form.key) })}
      </LinkButton>
      {amendment.withdraws ? <Button onClick={withdraw}>{t('amendment.withdraw')}</Button> : null}
      {amendment.submits ? (
        <Button
          type="primary"
          onClick={() =>
            void attempt(
              () => submitAmendment(amendment.id),
              ({ state }) => t(state === 'applied' ? 'amendment.done' : 'amendment.submitted'),
            )
          }
        >
          {t('amendment.submit')}
        </Button>
      ) : null}
    </div>
  );
}
