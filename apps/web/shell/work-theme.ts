import { theme, type ThemeConfig } from 'antd';

/** A token's value as the stylesheet gives it for the theme of the moment. */
const token = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Ant Design in the colours and sizes of tokens.css: one source for both halves of the product. */
export function workTheme(isDark: boolean): ThemeConfig {
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: token('--accent'),
      colorInfo: token('--accent'),
      colorLink: token('--accent'),
      colorError: token('--lamp-overdue'),
      colorWarning: token('--lamp-soon'),
      colorSuccess: token('--lamp-normal'),
      colorTextBase: token('--ink'),
      colorBgBase: token('--surface'),
      colorText: token('--ink'),
      colorTextHeading: token('--ink'),
      colorBgContainer: token('--surface'),
      colorBgElevated: token('--float'),
      colorBgLayout: token('--surface'),
      colorBorder: token('--line-strong'),
      colorBorderSecondary: token('--line'),
      colorTextSecondary: token('--ink-2'),
      colorTextDescription: token('--ink-3'),
      // Ant Design's own placeholder grey fails AA contrast on white (5-stack).
      colorTextPlaceholder: isDark ? token('--ink-3') : '#6b6b6b',
      fontFamily: token('--font'),
      fontSize: 14,
      lineHeight: 22 / 14,
      borderRadius: 4,
      boxShadow: 'none',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
    },
    components: {
      Layout: { bodyBg: token('--surface') },
      Button: { primaryColor: token('--on-accent'), primaryShadow: 'none', defaultShadow: 'none' },
      Table: { headerBg: token('--surface-2'), headerSplitColor: 'transparent' },
    },
  };
}
