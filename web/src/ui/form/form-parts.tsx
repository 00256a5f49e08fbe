import { Fragment, lazy, type ReactNode, Suspense } from 'react';
import type { Field, LinesField } from '@/engine/blueprint';
import type { FilledPart, FilledSection } from '@/engine/layout';
import { Panel } from '../page';
import { useLabel } from '../session';
import { Loading } from '../states';
import css from './form.module.css';

const FormTabs = lazy(async () => ({ default: (await import('./form-tabs')).FormTabs }));

interface FormPartsProps {
  parts: readonly FilledPart[];
  /** Fields of the head that follow one another, in so many columns. */
  fields: (fields: readonly Field[], columns: number | undefined) => ReactNode;
  lines: (field: LinesField) => ReactNode;
  /** Beside the name of a tab: that something inside it is wrong. */
  mark?: (fields: readonly Field[]) => ReactNode;
}

/** A form laid out: sections and tabs, wherever a form is shown, filled in, read or tried out. */
export function FormParts({ parts, mark, ...draw }: FormPartsProps) {
  const label = useLabel();
  return (
    <>
      {parts.map((part) =>
        'tabs' in part ? (
          <Suspense key={part.key} fallback={<Loading lines={5} />}>
            <FormTabs
              items={part.tabs.map((tab) => ({
                key: tab.key,
                label: (
                  <>
                    {label(tab.label, tab.key)}
                    {mark?.(tab.sections.flatMap(fieldsOf))}
                  </>
                ),
                children: (
                  <div className={css.parts}>
                    {tab.sections.map((section) => (
                      <Section key={section.key} section={section} {...draw} />
                    ))}
                  </div>
                ),
              }))}
            />
          </Suspense>
        ) : (
          <Section key={part.key} section={part} {...draw} />
        ),
      )}
    </>
  );
}

function fieldsOf(section: FilledSection): readonly Field[] {
  return section.parts.flatMap((part) => ('lines' in part ? [part.lines] : part.fields));
}

/** The heading stands on the section's first box; line items bring a box and a name of their own. */
function Section({ section, fields, lines }: { section: FilledSection } & Pick<FormPartsProps, 'fields' | 'lines'>) {
  const label = useLabel();
  const heading = label(section.label);
  const first = section.parts.findIndex((part) => 'fields' in part);
  const help = section.help ? <p className={css.sectionHelp}>{label(section.help)}</p> : null;
  return (
    <>
      {first < 0 && heading !== '' && section.parts.length > 1 ? <h2 className={css.heading}>{heading}</h2> : null}
      {section.parts.map((part, index) =>
        'lines' in part ? (
          <Fragment key={part.key}>{lines(part.lines)}</Fragment>
        ) : (
          <Panel key={part.key} {...(index === first && heading !== '' ? { title: heading } : {})}>
            {index === first ? help : null}
            {fields(part.fields, section.columns)}
          </Panel>
        ),
      )}
    </>
  );
}
