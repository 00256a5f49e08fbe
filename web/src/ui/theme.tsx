import { StyleProvider } from '@ant-design/cssinjs';
import { App, ConfigProvider, type ThemeConfig, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { usePreferences } from './preferences';
import { usePhone } from './use-phone';

/** The tokens of the component kit in either theme. */
export function themeOf(dark: boolean, phone: boolean): ThemeConfig {
  const accent = dark ? '#7ea2ff' : '#2f5bd0';
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: dark ? '#4f7cf0' : '#2f5bd0',
      colorLink: accent,
      colorError: dark ? '#e5544a' : '#c42b1c',
      colorErrorText: dark ? '#ff8a80' : '#c42b1c',
      colorBgLayout: dark ? '#121317' : '#f4f5f7',
      colorBgContainer: dark ? '#1a1c21' : '#ffffff',
      colorBgElevated: dark ? '#22252b' : '#ffffff',
      colorText: dark ? '#e6e8ec' : '#1d2129',
      colorTextSecondary: dark ? '#b3b9c4' : '#545b66',
      colorTextTertiary: dark ? '#98a0ad' : '#6a717c',
      colorTextDescription: dark ? '#98a0ad' : '#6a717c',
      colorTextPlaceholder: dark ? '#98a0ad' : '#666d79',
      colorTextDisabled: dark ? '#98a0ad' : '#666d79',
      colorBorder: dark ? '#444955' : '#c9ced6',
      colorBorderSecondary: dark ? '#2d3038' : '#e2e5ea',
      borderRadius: 6,
      controlHeight: phone ? 40 : 32,
      fontSize: 14,
      fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Tabs: { itemSelectedColor: accent, itemHoverColor: accent, itemActiveColor: accent, inkBarColor: accent },
    },
  };
}

/** The component kit in the person's language and theme. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const { language, dark } = usePreferences();
  const phone = usePhone();
  return (
    <StyleProvider layer>
      <ConfigProvider
        locale={language === 'zh' ? zhCN : enUS}
        theme={themeOf(dark, phone)}
        button={{ autoInsertSpace: false }}
      >
        <App component={false}>{children}</App>
      </ConfigProvider>
    </StyleProvider>
  );
}
