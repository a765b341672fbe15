import {
  Avatar,
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Menu,
  Modal,
  Paper,
  Select,
  Table,
  TextInput,
  Tooltip,
} from '@mantine/core';

/** Colours whose darkest shade is readable on their lightest. */
const INITIALS = ['blue', 'cyan', 'grape', 'indigo', 'pink', 'red', 'violet'] as const;

/** The look of the product, all of it here: colour, type, spacing. */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 6, dark: 5 },
  autoContrast: true,
  luminanceThreshold: 0.36,
  colors: {
    iris: [
      '#f1f1fe',
      '#e3e3fb',
      '#c8c8f5',
      '#a9a9ee',
      '#8a88e6',
      '#6b65dc',
      '#5650d1',
      '#453fb5',
      '#363190',
      '#29256d',
    ],
    gray: [
      '#fafaf9',
      '#f4f4f2',
      '#e9e9e6',
      '#dcdcd8',
      '#c3c3be',
      '#96968f',
      '#6a6a64',
      '#4c4c47',
      '#33332f',
      '#1c1c1a',
    ],
    dark: [
      '#d6d6d2',
      '#b4b4af',
      '#8f8f89',
      '#5e5e59',
      '#3f3f3b',
      '#31312e',
      '#262624',
      '#1d1d1b',
      '#171716',
      '#111110',
    ],
  },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, monospace",
  fontSizes: { xs: '0.6875rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.5' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.125rem', lineHeight: '1.4' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h3: { fontSize: '0.8125rem', lineHeight: '1.4' },
    },
  },
  spacing: { xs: '0.375rem', sm: '0.625rem', md: '0.875rem', lg: '1.25rem', xl: '2rem' },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  shadows: { xs: '0 1px 2px rgb(0 0 0 / 0.05)', sm: '0 1px 3px rgb(0 0 0 / 0.08)', md: '0 6px 24px rgb(0 0 0 / 0.12)' },
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs', fw: 500 } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    Select: Select.extend({ defaultProps: { size: 'sm', allowDeselect: false, comboboxProps: { shadow: 'md' } } }),
    Avatar: Avatar.extend({ defaultProps: { allowedInitialsColors: [...INITIALS] } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', radius: 'sm', size: 'sm', tt: 'none', fw: 500 } }),
    Paper: Paper.extend({ defaultProps: { withBorder: true, radius: 'lg' } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm', fz: 'sm' } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', position: 'bottom-end', width: 220 } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.35, blur: 1 },
        padding: 'lg',
        closeButtonProps: { 'aria-label': 'Close' },
      },
    }),
    Drawer: Drawer.extend({
      defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.25 }, padding: 'lg' },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { withArrow: false, openDelay: 300, fz: 'xs' } }),
  },
});

/** Colours that differ between day and night. Dimmed text keeps a contrast of 4.5 to 1 on both. */
export const variables: CSSVariablesResolver = () => ({
  variables: { '--sidebar-width': '224px', '--header-height': '48px' },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1c1c1a',
    '--mantine-color-dimmed': '#66665f',
    '--mantine-color-default-border': '#e6e6e2',
    '--app-sidebar': '#f7f7f5',
    '--app-hover': '#f1f1ee',
    '--app-selected': '#ececfb',
    '--app-warning': '#b93c07',
    '--mantine-color-teal-light-color': '#06694c',
    ...Object.fromEntries(
      INITIALS.map((color) => [`--mantine-color-${color}-light-color`, `var(--mantine-color-${color}-9)`]),
    ),
  },
  dark: {
    '--mantine-color-body': '#171716',
    '--mantine-color-text': '#ececea',
    '--mantine-color-dimmed': '#a3a39c',
    '--mantine-color-default-border': '#2e2e2b',
    '--app-sidebar': '#121211',
    '--app-hover': '#222220',
    '--app-selected': '#2b2a45',
    '--app-warning': 'var(--mantine-color-orange-4)',
  },
});
