import { CopyOutlined, DeleteOutlined, SnippetsOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useActions, useDesigner } from '../designer-context';
import { FieldPanel } from './field-panel';
import { FormPanel } from './form-panel';
import css from './panel.module.css';
import { SectionPanel, TabPanel } from './place-panel';

/** The properties of what is selected. */
export function Panel() {
  const { designer } = useDesigner();
  const { selection } = designer;
  switch (selection.kind) {
    case 'form':
      return <FormPanel />;
    case 'section':
      return <SectionPanel section={selection.key} />;
    case 'tab':
      return <TabPanel tabs={selection.tabs} tab={selection.key} />;
    case 'fields': {
      const [only, ...more] = selection.paths;
      return only !== undefined && more.length === 0 ? <FieldPanel path={only} /> : <Several paths={selection.paths} />;
    }
  }
}

function Several({ paths }: { paths: readonly string[] }) {
  const { t } = useTranslation();
  const actions = useActions();
  return (
    <div className={css.panel}>
      <header className={css.panelHead}>
        <h2>{t('designer.several', { count: paths.length })}</h2>
      </header>
      <div className={css.actions}>
        <Button icon={<CopyOutlined aria-hidden />} onClick={() => actions.duplicate(paths)}>
          {t('designer.duplicate')}
        </Button>
        <Button icon={<SnippetsOutlined aria-hidden />} onClick={() => actions.copy(paths)}>
          {t('designer.copy_fields')}
        </Button>
        <Button danger icon={<DeleteOutlined aria-hidden />} onClick={() => actions.remove(paths)}>
          {t('designer.remove')}
        </Button>
      </div>
    </div>
  );
}
