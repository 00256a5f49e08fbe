import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { labelText } from '@/engine/blueprint';
import { freeKey } from '@/engine/layout';
import type { Parameter, Question } from '@/engine/report/board';
import { compact } from '@/engine/report/operations';
import { addDerivation, addNewOrReturning } from '@/engine/report/question';
import { Choice, Group, Row } from '@/features/build/panel/parts';
import { usePreferences } from '@/ui/preferences';
import { useLabel } from '@/ui/session';
import css from '../boards.module.css';
import { useSourceFields } from '../use-source';
import { Card } from './card';
import { Stage } from './stage';

interface AdvancedProps {
  question: Question;
  onChange: (question: Question, merge?: string) => void;
}

/** Numbers from neighbouring records, a second look over the answer, parameters. */
export function Advanced({ question, onChange }: AdvancedProps) {
  const { t } = useTranslation();
  const [deriving, setDeriving] = useState(false);
  const derive = question.derive ?? [];
  const words = (type: 'position' | 'interval') => t(`boardBuild.q.derive.${type}`);
  return (
    <>
      <Group title={t('boardBuild.q.neighbours')}>
        <p className={css.hint}>{t('boardBuild.q.neighbours_help')}</p>
        <ul className={css.list}>
          {derive.map((each) => (
            <li key={each.key}>
              <Card
                name={`${words(each.type)} (${each.key})`}
                onRemove={() => {
                  const left = derive.filter((other) => other.key !== each.key);
                  onChange(compact({ ...question, derive: left.length > 0 ? left : (undefined as never) }));
                }}
              >
                <p className={css.hint}>
                  {each.of} · {each.by}
                </p>
              </Card>
            </li>
          ))}
        </ul>
        <Button type="dashed" size="small" onClick={() => setDeriving(true)}>
          {t('boardBuild.q.add_neighbours')}
        </Button>
      </Group>
      <Stage question={question} onChange={onChange} />
      <Parameters question={question} onChange={onChange} />
      {deriving ? <DeriveDialog question={question} onChange={onChange} onClose={() => setDeriving(false)} /> : null}
    </>
  );
}

type Made = 'kind' | 'position' | 'interval';

/** Chooses whose records follow one another, and by which date. */
function DeriveDialog({ question, onChange, onClose }: AdvancedProps & { onClose: () => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { language } = usePreferences();
  const own = useSourceFields(question.source, '').data?.fields ?? [];
  const head = useSourceFields(question.source.includes('.') ? question.source : '', 'parent').data?.fields ?? [];
  const fields = [...own, ...head];
  const [made, setMade] = useState<Made>('kind');
  const [of, setOf] = useState<string>();
  const [by, setBy] = useState<string>();
  const named = fields.map((field) => ({ value: field.path, label: label(field.label, field.key), field }));
  const dates = named.filter(({ field }) => field.type === 'date' || field.type === 'datetime');
  const owners = named.filter(({ field }) => field.dimension && field.buckets.length === 0);
  const create = () => {
    if (of === undefined || by === undefined) return;
    const owner = labelText(fields.find((field) => field.path === of)?.label, language, of);
    if (made === 'kind') {
      onChange(
        addNewOrReturning(
          question,
          { of, by },
          {
            kind: { zh: `新老${owner}`, en: `New or returning` },
            first: { zh: `新${owner}`, en: 'New' },
            later: { zh: `老${owner}`, en: 'Returning' },
          },
        ),
      );
    } else {
      const done = addDerivation(question, { type: made, of, by });
      const name = t(`boardBuild.q.derive.${made}`);
      onChange({
        ...done.question,
        measures: [
          ...done.question.measures.filter((measure) => measure.key !== 'count' || done.question.measures.length > 1),
          {
            key: freeKey(`${done.key}_avg`, new Set(done.question.measures.map((measure) => measure.key))),
            aggregate: 'average',
            formula: done.key,
            label: { zh: `平均${name}`, en: `Mean ${name}` },
          },
        ],
      });
    }
    onClose();
  };
  return (
    <Modal
      open
      title={t('boardBuild.q.add_neighbours')}
      okText={t('boardBuild.q.add')}
      okButtonProps={{ disabled: of === undefined || by === undefined }}
      onCancel={onClose}
      onOk={create}
    >
      <div className={css.list}>
        <Choice<Made>
          label={t('boardBuild.q.which_number')}
          value={made}
          options={(['kind', 'position', 'interval'] as const).map((each) => ({
            value: each,
            label: t(`boardBuild.q.derive.${each}`),
          }))}
          onChange={setMade}
        />
        <Row label={t('boardBuild.q.whose')}>
          {(id) => (
            <Select<string>
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              value={of}
              options={owners.map(({ value, label: text }) => ({ value, label: text }))}
              onChange={setOf}
            />
          )}
        </Row>
        <Row label={t('boardBuild.q.by_date')}>
          {(id) => (
            <Select<string>
              id={id}
              value={by}
              options={dates.map(({ value, label: text }) => ({ value, label: text }))}
              onChange={setBy}
            />
          )}
        </Row>
      </div>
    </Modal>
  );
}

const TYPES: readonly Parameter['type'][] = ['date', 'number', 'text', 'boolean'];

/** Named values that formulas of the question read as `param.…`. */
function Parameters({ question, onChange }: AdvancedProps) {
  const { t } = useTranslation();
  const parameters = question.parameters ?? [];
  const put = (next: Parameter[], merge?: string) =>
    onChange(compact({ ...question, parameters: next.length > 0 ? next : (undefined as never) }), merge);
  return (
    <Group title={t('boardBuild.q.parameters')}>
      {parameters.map((parameter, index) => (
        <Card
          key={parameter.key}
          name={`param.${parameter.key}`}
          onRemove={() => put(parameters.filter((_, at) => at !== index))}
        >
          <Row label={t('boardBuild.q.kind')}>
            {(id) => (
              <Select<Parameter['type']>
                id={id}
                size="small"
                value={parameter.type}
                options={TYPES.map((type) => ({ value: type, label: t(`boardBuild.q.parameter.${type}`) }))}
                onChange={(type) => put(parameters.with(index, { key: parameter.key, type }))}
              />
            )}
          </Row>
          <Row label={t('boardBuild.q.parameter_default')} help={t('boardBuild.q.parameter_help')}>
            {(id) => (
              <Input
                id={id}
                size="small"
                value={parameter.default ?? ''}
                onChange={(event) =>
                  put(
                    parameters.with(
                      index,
                      compact({
                        ...parameter,
                        default: event.target.value === '' ? (undefined as never) : event.target.value,
                      }),
                    ),
                    `parameter:${parameter.key}`,
                  )
                }
              />
            )}
          </Row>
        </Card>
      ))}
      <Button
        type="dashed"
        size="small"
        onClick={() => {
          const key = freeKey('since', new Set(parameters.map((each) => each.key)));
          put([...parameters, { key, type: 'date', default: 'TODAY() - 30' }]);
        }}
      >
        {t('boardBuild.q.add_parameter')}
      </Button>
    </Group>
  );
}
