import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Question } from '@/engine/report/board';
import { compact } from '@/engine/report/operations';
import { Row } from '@/features/build/panel/parts';

const DAYS = {
  now: '',
  yesterday: 'TODAY() - 1',
  week: 'TODAY() - WEEKDAY(TODAY(), 2)',
  month: 'EOMONTH(TODAY(), -1)',
  year: 'DATE(YEAR(TODAY()), 1, 1) - 1',
} as const;

type Day = keyof typeof DAYS;

/** At the end of which day balances are meant: the days that people ask for, or what the question says already. */
export function AsOf({ question, onChange }: { question: Question; onChange: (question: Question) => void }) {
  const { t } = useTranslation();
  const known = (Object.keys(DAYS) as Day[]).map((day) => ({
    value: DAYS[day] as string,
    label: t(`boardBuild.q.as_of.${day}`),
  }));
  const own = question.asOf ?? '';
  const options = known.some((each) => each.value === own) ? known : [...known, { value: own, label: own }];
  return (
    <Row label={t('boardBuild.q.as_of.label')}>
      {(id) => (
        <Select<string>
          id={id}
          value={own}
          options={options}
          onChange={(next) => onChange(compact({ ...question, asOf: next === '' ? (undefined as never) : next }))}
        />
      )}
    </Row>
  );
}
