import { CheckCircleFilled } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { closeGuide, type GuideStep, loadGuide } from '@/api/guide';
import { LinkButton } from '@/ui/link-button';
import { Panel } from '@/ui/page';
import { useErrorText } from '@/ui/problem-text';
import css from './guide.module.css';

const GUIDE = ['guide'];

const SETTINGS = { people: '/people', address: '/settings', mail: '/channels' } as const;

function pathOf(step: GuideStep): string {
  if (step.form !== null) return step.by === 'file' ? `/imports/new?form=${step.form}` : `/forms/${step.form}/new`;
  return SETTINGS[step.setting ?? 'people'];
}

/** What is done first in a new workspace; it ticks itself off, and is gone when all is done. */
export function FirstSteps() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { modal, message } = App.useApp();
  const errorText = useErrorText();
  const guide = useQuery({ queryKey: GUIDE, queryFn: loadGuide }).data?.guide;
  if (!guide) return null;
  const next = guide.steps.find((step) => !step.done);
  const done = guide.steps.filter((step) => step.done).length;
  const putAway = () =>
    void modal.confirm({
      title: t('home.guide.close_title', { guide: guide.label }),
      content: t('home.guide.close_text'),
      okText: t('home.guide.close'),
      onOk: async () => {
        try {
          await closeGuide(guide.key);
          await queries.invalidateQueries({ queryKey: GUIDE });
        } catch (error) {
          void message.error(errorText(error));
        }
      },
    });
  return (
    <Panel
      flush
      title={guide.label}
      extra={
        <span className={css.head}>
          <span className={css.count}>{t('home.guide.done', { done, all: guide.steps.length })}</span>
          <Button type="link" size="small" onClick={putAway}>
            {t('home.guide.close')}
          </Button>
        </span>
      }
    >
      <ol aria-label={guide.label}>
        {guide.steps.map((step, index) => (
          <Step key={step.key} step={step} number={index + 1} isNext={step === next} />
        ))}
      </ol>
    </Panel>
  );
}

function Step({ step, number, isNext }: { step: GuideStep; number: number; isNext: boolean }) {
  const { t } = useTranslation();
  const way = step.by ?? 'setting';
  return (
    <li className={step.done ? css.done : css.step}>
      {step.done ? (
        <CheckCircleFilled className={css.check} aria-label={t('home.guide.is_done')} />
      ) : (
        <span className={isNext ? css.next : css.number} aria-hidden>
          {number}
        </span>
      )}
      <div className={css.words}>
        <strong>{step.label}</strong>
        {step.done ? null : <p>{step.help}</p>}
      </div>
      {step.done ? null : (
        <LinkButton to={pathOf(step)} {...(isNext ? { type: 'primary' as const } : {})}>
          {t(`home.guide.go.${way}`)}
          <span className="visually-hidden">{step.label}</span>
        </LinkButton>
      )}
    </li>
  );
}
