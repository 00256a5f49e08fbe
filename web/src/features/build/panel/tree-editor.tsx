import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CascaderField } from '@/engine/blueprint';
import type { Patch } from '@/engine/designer/operations';
import { known, treeFromText, treeToText, withCondition } from '@/engine/designer/options';
import type { FormulaPlace } from '@/engine/formulas';
import { leaves, wayText } from '@/engine/types/cascader';
import { FormulaField } from '@/ui/formula/formula-field';
import { usePreferences } from '@/ui/preferences';
import css from './panel.module.css';
import { Row, SwitchRow } from './parts';

/** Options below options, written as a list that is set in. */
export function TreeEditor(props: {
  field: CascaderField;
  place: FormulaPlace;
  onChange: (patch: Patch, merge?: string) => void;
}) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const { field, onChange } = props;
  const [text, setText] = useState(() => treeToText(field.options, language));
  const [start] = useState(field.options);
  return (
    <>
      <Row label={t('designer.tree')} help={t('designer.tree_help')}>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 4, maxRows: 16 }}
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              const options = treeFromText(target.value, language, known(start, field.options));
              if (options.length > 0) onChange({ options }, 'tree');
            }}
          />
        )}
      </Row>
      <TreeConditions {...props} />
      <SwitchRow
        label={t('designer.any_level')}
        checked={field.anyLevel === true}
        onChange={(anyLevel) => onChange({ anyLevel: anyLevel || undefined })}
      />
    </>
  );
}

/** Conditions under which options may be chosen, one below the other. */
function TreeConditions({ field, place, onChange }: Parameters<typeof TreeEditor>[0]) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const [opened, setOpened] = useState<readonly string[]>([]);
  const all = leaves({ ...field, anyLevel: true });
  const shown = all.filter(({ key, way }) => way.at(-1)?.when !== undefined || opened.includes(key));
  const name = (key: string) => wayText(field, key, language);
  return (
    <div className={css.row}>
      <span className={css.rowLabel}>{t('designer.tree_when')}</span>
      {shown.map(({ key, way }) => (
        <div key={key} className={css.optionWhen}>
          <span className={css.help}>{name(key)}</span>
          <FormulaField
            label={t('designer.option_when', { name: name(key) })}
            value={way.at(-1)?.when}
            place={place}
            expected="boolean"
            onChange={(when) => onChange({ options: withCondition(field.options, key, when) }, `when:${key}`)}
          />
        </div>
      ))}
      <Select<string>
        aria-label={t('designer.tree_when_add')}
        placeholder={t('designer.tree_when_add')}
        value={null as unknown as string}
        showSearch={{ optionFilterProp: 'label' }}
        options={all.filter((each) => !shown.includes(each)).map(({ key }) => ({ value: key, label: name(key) }))}
        onChange={(key) => setOpened((before) => [...before, key])}
      />
      <p className={css.help}>{t('designer.tree_when_help')}</p>
    </div>
  );
}
