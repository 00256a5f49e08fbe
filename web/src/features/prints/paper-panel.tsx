import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { PAPERS, type Paper, type PrintDocument, type PrintEdge, textIn, withText } from '@/engine/print/document';
import { usePreferences } from '@/ui/preferences';
import css from './print-designer.module.css';
import { NumberRow, Row, SwitchRow } from './rows';
import { TemplateInput } from './template-input';

interface PaperPanelProps {
  document: PrintDocument;
  onChange: (document: PrintDocument) => void;
}

const SIDES = ['top', 'right', 'bottom', 'left'] as const;
const PARTS = ['left', 'center', 'right'] as const;

/** Name, paper, margins, and what stands at the edges of every page. */
export function PaperPanel({ document, onChange }: PaperPanelProps) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const paper = document.paper ?? {};
  const setPaper = (change: Partial<Paper>) => onChange({ ...document, paper: { ...paper, ...change } });
  const edge = (which: 'header' | 'footer') => {
    const now: PrintEdge = document[which] ?? {};
    return (
      <div className={css.group}>
        <h3>{t(`print.${which}`)}</h3>
        {PARTS.map((part) => (
          <Row key={part} label={t(`print.aligned.${part}`)}>
            {(id) => (
              <TemplateInput
                id={id}
                value={now[part]}
                names={part === 'right' ? PAGED : []}
                onChange={(text) => onChange({ ...document, [which]: { ...now, [part]: text } })}
              />
            )}
          </Row>
        ))}
      </div>
    );
  };
  return (
    <div className={css.panel}>
      <h2>{t('print.page_settings')}</h2>
      <div className={css.group}>
        <Row label={t('print.name')}>
          {(id) => (
            <Input
              id={id}
              maxLength={60}
              value={textIn(document.label, language)}
              onChange={({ target }) =>
                onChange({ ...document, label: withText(document.label, language, target.value) })
              }
            />
          )}
        </Row>
        <Row label={t('print.paper')}>
          {(id) => (
            <Select
              id={id}
              value={paper.size ?? 'A4'}
              options={PAPERS.map((size) => ({ value: size, label: t(`print.size.${size}`) }))}
              onChange={(size) => {
                const { width: _, height: __, ...rest } = paper;
                const custom = size === 'custom' ? { width: 100, height: 100 } : {};
                onChange({ ...document, paper: { ...rest, size, ...custom } });
              }}
            />
          )}
        </Row>
        {paper.size === 'custom' ? (
          <div className={css.pair}>
            <NumberRow
              label={t('print.width')}
              unit="mm"
              minimum={30}
              maximum={1000}
              value={paper.width}
              onChange={(width) => setPaper({ width: width ?? 100 })}
            />
            <NumberRow
              label={t('print.height')}
              unit="mm"
              minimum={30}
              maximum={1000}
              value={paper.height}
              onChange={(height) => setPaper({ height: height ?? 100 })}
            />
          </div>
        ) : null}
        <SwitchRow
          label={t('print.landscape')}
          checked={paper.landscape === true}
          onChange={(landscape) => setPaper({ landscape })}
        />
        <div className={css.pair}>
          {SIDES.map((side) => (
            <NumberRow
              key={side}
              label={t(`print.margin.${side}`)}
              unit="mm"
              minimum={0}
              maximum={100}
              value={paper.margins?.[side] ?? 10}
              onChange={(value) => setPaper({ margins: { ...paper.margins, [side]: value ?? 10 } })}
            />
          ))}
        </div>
        <NumberRow
          label={t('print.font_size')}
          unit="pt"
          minimum={5}
          maximum={24}
          value={document.fontSize ?? 10}
          onChange={(fontSize) => onChange({ ...document, fontSize: fontSize ?? 10 })}
        />
      </div>
      {edge('header')}
      {edge('footer')}
    </div>
  );
}

const PAGED = [
  { value: 'page', label: '{page}' },
  { value: 'pages', label: '{pages}' },
];
