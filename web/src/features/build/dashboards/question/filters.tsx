import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keptOnly, readTree, treeText } from '@/engine/list/tree';
import type { Question } from '@/engine/report/board';
import { compact } from '@/engine/report/operations';
import { FormulaBox } from '@/features/build/panel/formula-box';
import { Group } from '@/features/build/panel/parts';
import { FilterPanel } from '@/ui/conditions/filter-panel';
import css from '../boards.module.css';
import { useRowPlace, useSourceForm } from '../use-source';

interface FiltersProps {
  question: Question;
  onChange: (question: Question, merge?: string) => void;
}

/** Which rows are asked about: conditions that are clicked together, and a formula where they do not reach. */
export function Filters({ question, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const form = useSourceForm(question.source);
  const place = useRowPlace(question);
  const [writing, setWriting] = useState(question.filter !== undefined);
  if (!form || !place) return null;
  return (
    <Group title={t('boardBuild.q.where')}>
      <FilterPanel
        key={question.source}
        form={keptOnly(form)}
        narrow
        filter={question.where ? treeText(question.where) : ''}
        onChange={(text) =>
          onChange(compact({ ...question, where: text === '' ? (undefined as never) : readTree(text) }), 'where')
        }
      />
      {writing ? (
        <>
          <p className={css.hint}>{t('boardBuild.q.filter_formula_help')}</p>
          <FormulaBox
            label={t('boardBuild.q.filter_formula')}
            value={question.filter ?? ''}
            place={place}
            expected="boolean"
            onChange={(filter) => onChange(compact({ ...question, filter: filter as never }), 'filter')}
          />
        </>
      ) : (
        <Button type="text" size="small" onClick={() => setWriting(true)}>
          {t('boardBuild.q.add_filter_formula')}
        </Button>
      )}
    </Group>
  );
}
