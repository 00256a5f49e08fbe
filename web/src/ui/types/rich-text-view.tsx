import { createElement, Fragment, type ReactNode } from 'react';
import type { RichTextField } from '@/engine/blueprint';
import { plainHtml } from '@/engine/types/rich-text';
import type { TypeViewProps } from './props';
import css from './types.module.css';

const MARKS = new Set(
  'p br div span b strong i em u s del sub sup h1 h2 h3 h4 ul ol li blockquote pre code hr table thead tbody tr th td'.split(
    ' ',
  ),
);

/**
 * Formatted text, built anew from what was parsed: only the marks known here, and nothing they carry but the address of
 * a link. What the server keeps is no more than that either.
 */
export function RichTextView({ value, dense }: TypeViewProps<RichTextField>) {
  if (dense) return <>{plainHtml(String(value))}</>;
  const parsed = new DOMParser().parseFromString(String(value), 'text/html');
  return <div className={css.rich}>{[...parsed.body.childNodes].map(shown)}</div>;
}

function shown(node: ChildNode, index: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof HTMLElement)) return null;
  const children = [...node.childNodes].map(shown);
  const name = node.tagName.toLowerCase();
  const address = name === 'a' ? (node.getAttribute('href') ?? '') : '';
  if (/^(https?:|mailto:|tel:)/i.test(address)) {
    return createElement('a', { key: index, href: address, target: '_blank', rel: 'noreferrer noopener' }, ...children);
  }
  if (!MARKS.has(name)) return createElement(Fragment, { key: index }, ...children);
  return createElement(name, { key: index }, ...children);
}
