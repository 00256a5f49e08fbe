import '@/i18n/way';
import { NodeIndexOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { previewFlow } from '@/api/flows';
import { isProblem } from '@/api/problem';
import type { FormState } from '@/engine/form/form-state';
import { creationPayload } from '@/engine/form/payload';
import { useErrorText } from '@/ui/problem-text';
import { useListText } from '@/ui/session';
import css from '../trail.module.css';

/** Through whose hands a record would go as it is filled in now, before it is saved. */
export function FlowPreview({ state }: { state: FormState }) {
  const { t } = useTranslation();
  const list = useListText();
  const errorText = useErrorText();
  const ask = useMutation({ mutationFn: () => previewFlow(state.form.key, creationPayload(state)) });
  return (
    <section className={css.preview} aria-label={t('flow.preview')}>
      <Button
        type="text"
        size="small"
        icon={<NodeIndexOutlined aria-hidden />}
        loading={ask.isPending}
        onClick={() => ask.mutate()}
      >
        {ask.data ? t('flow.preview_again') : t('flow.preview')}
      </Button>
      {ask.isError ? (
        <p role="alert" className={css.meta}>
          {isProblem(ask.error) && ask.error.status === 422 ? t('flow.preview_incomplete') : errorText(ask.error)}
        </p>
      ) : null}
      {ask.data ? (
        ask.data.next.length === 0 ? (
          <p className={css.meta}>{t('flow.preview_none')}</p>
        ) : (
          <ol className={css.steps}>
            {ask.data.next.map((node) => (
              <li key={node.node}>
                <span>{node.label}</span>
                {node.assignees.length > 0 ? <span className={css.meta}>{list(node.assignees)}</span> : null}
              </li>
            ))}
          </ol>
        )
      ) : null}
    </section>
  );
}
