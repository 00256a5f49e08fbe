import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CascaderField } from '@/engine/blueprint';
import type { Patch } from '@/engine/designer/operations';
import { treeFromText, treeToText } from '@/engine/designer/options';
import { usePreferences } from '@/ui/preferences';
import { Row, SwitchRow } from './parts';

/** Options below options, written as a list that is set in. */
export function TreeEditor(props: { field: CascaderField; onChange: (patch: Patch, merge?: string) => void }) {
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
              const options = treeFromText(target.value, language, start);
              if (options.length > 0) onChange({ options }, 'tree');
            }}
          />
        )}
      </Row>
      <SwitchRow
        label={t('designer.any_level')}
        checked={field.anyLevel === true}
        onChange={(anyLevel) => onChange({ anyLevel: anyLevel || undefined })}
      />
    </>
  );
}
