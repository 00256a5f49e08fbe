import { ArrowLeftOutlined, ArrowRightOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { changeSection, changeTab, nudgeTab, removeSection, removeTab } from '@/engine/designer/places';
import { isTabs, sectionsOf } from '@/engine/layout';
import { useActions, useDesigner } from '../designer-context';
import css from './panel.module.css';
import { Choice, Group, LabelRow } from './parts';

/** A section: its heading and how many fields stand side by side in it. */
export function SectionPanel({ section: key }: { section: string }) {
  const { t } = useTranslation();
  const { document } = useDesigner();
  const actions = useActions();
  const sections = sectionsOf(document.layout);
  const section = sections.find((each) => each.key === key);
  if (!section) return null;
  return (
    <div className={css.panel}>
      <header className={css.panelHead}>
        <h2>{t('designer.section')}</h2>
        <Button
          type="text"
          size="small"
          danger
          disabled={sections.length < 2}
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('designer.remove_section')}
          title={t('designer.remove_section')}
          onClick={() => actions.update((doc) => removeSection(doc, key))}
        />
      </header>
      <Group title={t('designer.basics')}>
        <LabelRow
          label={t('designer.section_name')}
          value={section.label}
          onChange={(label) => actions.update((doc) => changeSection(doc, key, { label }), { merge: `section:${key}` })}
        />
        <LabelRow
          label={t('designer.section_help')}
          long
          value={section.help}
          onChange={(help) => actions.update((doc) => changeSection(doc, key, { help }), { merge: `help:${key}` })}
        />
        <Choice
          label={t('designer.columns')}
          help={t('designer.columns_help')}
          value={String(section.columns ?? 'auto')}
          options={['auto', '1', '2', '3'].map((value) => ({
            value,
            label: value === 'auto' ? t('designer.columns_auto') : value,
          }))}
          onChange={(value) =>
            actions.update((doc) => changeSection(doc, key, { columns: value === 'auto' ? undefined : Number(value) }))
          }
        />
        <p className={css.help}>{t('designer.remove_section_help')}</p>
      </Group>
    </div>
  );
}

/** One of the tabs that a part of the form is divided into. */
export function TabPanel({ tabs, tab: key }: { tabs: string; tab: string }) {
  const { t } = useTranslation();
  const { document } = useDesigner();
  const actions = useActions();
  const part = document.layout.find((each) => each.key === tabs);
  const tab = part && isTabs(part) ? part.tabs.find((each) => each.key === key) : undefined;
  if (!tab) return null;
  return (
    <div className={css.panel}>
      <header className={css.panelHead}>
        <h2>{t('designer.tab')}</h2>
        <Button
          type="text"
          size="small"
          icon={<ArrowLeftOutlined aria-hidden />}
          aria-label={t('designer.tab_forward')}
          onClick={() => actions.update((doc) => nudgeTab(doc, key, -1))}
        />
        <Button
          type="text"
          size="small"
          icon={<ArrowRightOutlined aria-hidden />}
          aria-label={t('designer.tab_back')}
          onClick={() => actions.update((doc) => nudgeTab(doc, key, 1))}
        />
        <Button
          type="text"
          size="small"
          danger
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('designer.remove_tab')}
          title={t('designer.remove_tab')}
          onClick={() => actions.update((doc) => removeTab(doc, key))}
        />
      </header>
      <Group title={t('designer.basics')}>
        <LabelRow
          label={t('designer.tab_name')}
          required
          value={tab.label}
          onChange={(label) => actions.update((doc) => changeTab(doc, key, { label }), { merge: `tab:${key}` })}
        />
        <p className={css.help}>{t('designer.remove_tab_help')}</p>
      </Group>
    </div>
  );
}
