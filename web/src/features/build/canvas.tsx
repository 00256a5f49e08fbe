import { ArrowDownOutlined, ArrowUpOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addSection, addTab, addTabs, nudgePart } from '@/engine/designer/places';
import { isTabs, type LayoutSection, type LayoutTabs, sectionsOf } from '@/engine/layout';
import { useDrop } from '@/ui/dnd/use-drag';
import { gridClass } from '@/ui/form/grid-class';
import { usePreferences } from '@/ui/preferences';
import { useLabel } from '@/ui/session';
import css from './canvas.module.css';
import { CanvasField } from './canvas-field';
import { useActions, useDesigner } from './designer-context';

export const TAIL = 'tail:';

/** The form as it will look, with everything on it to be picked up, moved and selected. */
export function Canvas() {
  const { t } = useTranslation();
  const { document } = useDesigner();
  const actions = useActions();
  const { language } = usePreferences();
  const parts = document.layout.length;
  return (
    <div className={css.canvas}>
      {document.layout.map((part) =>
        isTabs(part) ? <TabsPart key={part.key} part={part} /> : <SectionPart key={part.key} section={part} />,
      )}
      <div className={css.addPart}>
        <Button
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() =>
            actions.update((doc) => addSection(doc, { index: parts }, { [language]: t('designer.new_section') })[0])
          }
        >
          {t('designer.add_section')}
        </Button>
        <Button
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() =>
            actions.update(
              (doc) =>
                addTabs(doc, parts, [
                  { [language]: t('designer.new_tab', { number: 1 }) },
                  { [language]: t('designer.new_tab', { number: 2 }) },
                ])[0],
            )
          }
        >
          {t('designer.add_tabs')}
        </Button>
      </div>
    </div>
  );
}

function SectionPart({ section }: { section: LayoutSection }) {
  const { t } = useTranslation();
  const { designer, document } = useDesigner();
  const actions = useActions();
  const label = useLabel();
  const { selection } = designer;
  const selected = selection.kind === 'section' && selection.key === section.key;
  const name = label(section.label);
  // Sections without a heading are told apart by where they stand.
  const number = sectionsOf(document.layout).findIndex((each) => each.key === section.key) + 1;
  const spoken = name || t('designer.section_number', { number });
  const tail = useDrop(TAIL + section.key);
  const paths = selection.kind === 'fields' ? selection.paths : [];
  const fields = section.fields.flatMap((key) => document.fields.find((field) => field.key === key) ?? []);
  return (
    <section className={`${css.section} ${selected ? css.chosen : ''}`} aria-label={spoken}>
      <header>
        <button
          type="button"
          className={css.sectionName}
          aria-pressed={selected}
          onClick={() => actions.select({ kind: 'section', key: section.key })}
        >
          {name || <span className={css.quiet}>{t('designer.section_nameless')}</span>}
        </button>
        <PartMoves part={section.key} name={spoken} />
      </header>
      {section.help ? <p className={css.sectionHelp}>{label(section.help)}</p> : null}
      <ul className={`${gridClass(section.columns)} ${css.fields}`}>
        {fields.map((field) => (
          <CanvasField
            key={field.key}
            field={field}
            path={field.key}
            selected={paths.includes(field.key)}
            sideways={section.columns !== 1}
            fixedColumns={section.columns}
            chosenColumns={field.type === 'lines' ? paths : undefined}
          />
        ))}
        <li
          ref={tail.ref}
          className={`${css.tail} ${tail.side ? css.tailOver : ''} ${fields.length === 0 ? css.empty : ''}`}
        >
          {fields.length === 0 ? t('designer.drop_here') : null}
        </li>
      </ul>
    </section>
  );
}

function PartMoves({ part, name }: { part: string; name: string }) {
  const { t } = useTranslation();
  const actions = useActions();
  return (
    <span className={css.partMoves}>
      <Button
        type="text"
        size="small"
        icon={<ArrowUpOutlined aria-hidden />}
        aria-label={t('designer.move_up', { name })}
        onClick={() => actions.update((doc) => nudgePart(doc, part, -1))}
      />
      <Button
        type="text"
        size="small"
        icon={<ArrowDownOutlined aria-hidden />}
        aria-label={t('designer.move_down', { name })}
        onClick={() => actions.update((doc) => nudgePart(doc, part, 1))}
      />
    </span>
  );
}

function TabsPart({ part }: { part: LayoutTabs }) {
  const { t } = useTranslation();
  const { designer, document } = useDesigner();
  const actions = useActions();
  const label = useLabel();
  const { language } = usePreferences();
  const [open, setOpen] = useState<string>();
  const { selection } = designer;
  const holder = part.tabs.find(
    (tab) =>
      (selection.kind === 'tab' && selection.key === tab.key) ||
      tab.sections.some(
        (section) =>
          (selection.kind === 'section' && selection.key === section.key) ||
          (selection.kind === 'fields' && section.fields.some((key) => selection.paths.includes(key))),
      ),
  )?.key;
  useEffect(() => {
    if (holder !== undefined) setOpen(holder);
  }, [holder]);
  const shown = part.tabs.find((tab) => tab.key === open) ?? part.tabs[0];
  const add = () => {
    const [, key] = addTab(document, part.key, {});
    const name = { [language]: t('designer.new_tab', { number: part.tabs.length + 1 }) };
    actions.update((doc) => addTab(doc, part.key, name)[0], { select: { kind: 'tab', tabs: part.key, key } });
  };
  return (
    <section className={css.tabs} aria-label={t('designer.tabs')}>
      <Tabs
        size="small"
        {...(shown ? { activeKey: shown.key } : {})}
        onChange={(key) => {
          setOpen(key);
          actions.select({ kind: 'tab', tabs: part.key, key });
        }}
        tabBarExtraContent={
          <>
            <Button
              type="text"
              size="small"
              icon={<PlusOutlined aria-hidden />}
              aria-label={t('designer.add_tab')}
              onClick={add}
            />
            <PartMoves part={part.key} name={t('designer.tabs')} />
          </>
        }
        items={part.tabs.map((tab) => ({
          key: tab.key,
          label: label(tab.label, tab.key),
          children: (
            <>
              {tab.sections.map((section) => (
                <SectionPart key={section.key} section={section} />
              ))}
              <Button
                type="dashed"
                size="small"
                icon={<PlusOutlined aria-hidden />}
                onClick={() =>
                  actions.update((doc) => addSection(doc, { tab: tab.key, index: tab.sections.length })[0])
                }
              >
                {t('designer.add_section')}
              </Button>
            </>
          ),
        }))}
      />
    </section>
  );
}
