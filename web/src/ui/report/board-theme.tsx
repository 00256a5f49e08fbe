import { ConfigProvider } from 'antd';
import { createContext, type ReactNode, useContext } from 'react';
import { usePreferences } from '../preferences';
import { themeOf } from '../theme';
import { usePhone } from '../use-phone';

const BoardThemeContext = createContext<'light' | 'dark' | undefined>(undefined);

/** Whether what stands here is dark: the dashboard's own theme, else the reader's. */
export function useBoardDark(): boolean {
  const { dark } = usePreferences();
  const own = useContext(BoardThemeContext);
  return own === undefined ? dark : own === 'dark';
}

/** A dashboard in its own theme, whatever the page around it has. */
export function BoardTheme(props: { theme: 'light' | 'dark' | undefined; className?: string; children: ReactNode }) {
  const phone = usePhone();
  const { theme, className, children } = props;
  if (theme === undefined) return <div className={className}>{children}</div>;
  return (
    <BoardThemeContext value={theme}>
      <ConfigProvider theme={themeOf(theme === 'dark', phone)}>
        <div className={className} data-theme={theme}>
          {children}
        </div>
      </ConfigProvider>
    </BoardThemeContext>
  );
}
