import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import css from './form.module.css';

/** Parts of a form of which one sees one at a time; a module of its own, because few forms have any. */
export function FormTabs({ items }: { items: { key: string; label: ReactNode; children: ReactNode }[] }) {
  return <Tabs className={css.tabs ?? ''} items={items} />;
}
