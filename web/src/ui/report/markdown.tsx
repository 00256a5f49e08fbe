import type { ReactNode } from 'react';
import css from './report.module.css';

/** Text with a few marks: headings, lists, bold, italic, links of the web. Markup stays text. */
export function Markdown({ text }: { text: string }) {
  const blocks: ReactNode[] = [];
  let list: ReactNode[] = [];
  const close = () => {
    if (list.length > 0) blocks.push(<ul key={`list${blocks.length}`}>{list}</ul>);
    list = [];
  };
  text.split('\n').forEach((line, index) => {
    const item = /^\s*[-*]\s+(.*)$/.exec(line);
    const heading = /^(#{1,3})\s+(.*)$/.exec(line);
    const key = `${index}`;
    if (item) {
      list.push(<li key={key}>{inline(item[1] ?? '')}</li>);
      return;
    }
    close();
    if (heading) {
      blocks.push(
        <p key={key} className={css[`heading${heading[1]?.length as 1}`]}>
          {inline(heading[2] ?? '')}
        </p>,
      );
    } else if (line.trim() !== '') blocks.push(<p key={key}>{inline(line)}</p>);
  });
  close();
  return <div className={css.markdown}>{blocks}</div>;
}

const MARKS = /\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/;

function inline(text: string, depth = 0): ReactNode[] {
  const found = MARKS.exec(text);
  if (!found) return text === '' ? [] : [text];
  const [whole, bold, italic, name, address] = found;
  const key = `${depth}`;
  const mark =
    bold !== undefined ? (
      <strong key={key}>{bold}</strong>
    ) : italic !== undefined ? (
      <em key={key}>{italic}</em>
    ) : (
      <a key={key} href={address} target="_blank" rel="noreferrer noopener">
        {name}
      </a>
    );
  const before = text.slice(0, found.index);
  return [...(before === '' ? [] : [before]), mark, ...inline(text.slice(found.index + whole.length), depth + 1)];
}
