import { type ReactNode, useEffect } from 'react';
import css from './page.module.css';

interface PageProps {
  title: string;
  /** Beside the title: tags, counts. */
  aside?: ReactNode;
  actions?: ReactNode;
  /** The page fills the window and scrolls inside. */
  fill?: boolean;
  width?: 'full' | 'text' | 'narrow';
  children: ReactNode;
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? '小单' : `${title} · 小单`;
  }, [title]);
}

/** Title, actions, content: the frame of every page. */
export function Page({ title, aside, actions, fill = false, width = 'full', children }: PageProps) {
  useTitle(title);
  return (
    <div className={`${css.page} ${fill ? css.fill : ''} ${css[width]}`}>
      <div className={css.head}>
        <h1 className={css.title}>{title}</h1>
        {aside}
        <div className={css.actions}>{actions}</div>
      </div>
      {children}
    </div>
  );
}

/** A quiet box that holds one subject. */
export function Panel(props: { title?: string; extra?: ReactNode; flush?: boolean; children: ReactNode }) {
  return (
    <section className={css.panel}>
      {props.title === undefined ? null : (
        <header className={css.panelHead}>
          <h2>{props.title}</h2>
          <div>{props.extra}</div>
        </header>
      )}
      <div className={props.flush ? undefined : css.panelBody}>{props.children}</div>
    </section>
  );
}
