/** Mantine in our measure: one accent, system fonts, small radii, compact controls. Colours come from styles/tokens.css. */
import {
  ActionIcon,
  Button,
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  Modal,
  NativeSelect,
  SegmentedControl,
  Switch,
  TextInput,
  Tooltip,
} from '@mantine/core';

const signal: MantineColorsTuple = [
  '#e6f2fb',
  '#c6e1f6',
  '#97cbf0',
  '#62b0f0',
  '#3d97de',
  '#1f7fcb',
  '#0f6cb8',
  '#0a5fa8',
  '#084d89',
  '#063b6a',
];

const red: MantineColorsTuple = [
  '#fdeeec',
  '#fad4d1',
  '#ffa9a2',
  '#ff8278',
  '#ef5f54',
  '#dc4439',
  '#c93229',
  '#b8261d',
  '#971c15',
  '#76140e',
];

/** Mantine's greys of the dark theme, in the hue of ours. */
const dark: MantineColorsTuple = [
  '#e3e8eb',
  '#b9c3c9',
  '#9aa6ae',
  '#7a868e',
  '#414c54',
  '#2b3339',
  '#181d21',
  '#14181b',
  '#101315',
  '#0b0d0f',
];

const compact = { size: 'xs' } as const;
/** The hint stands under its field, so that fields beside each other stay in line. */
const inputWrapperOrder: ('label' | 'input' | 'description' | 'error')[] = [
  'label',
  'input',
  'error',
  'description',
];

export const theme = createTheme({
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: '13px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  colors: { signal, red, dark },
  primaryColor: 'signal',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  defaultRadius: 3,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { ...compact, variant: 'filled' } }),
    TextInput: TextInput.extend({ defaultProps: { ...compact, inputWrapperOrder } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { ...compact, inputWrapperOrder } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: compact }),
    Switch: Switch.extend({ defaultProps: compact }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 300, withArrow: true, maw: 320, multiline: true } }),
    Modal: Modal.extend({ defaultProps: { centered: true, transitionProps: { duration: 0 } } }),
  },
});

/** Mantine's own surfaces and words take the project's tokens. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--panel)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--dim)',
    '--mantine-color-placeholder': 'var(--dim)',
    '--mantine-color-default': 'var(--panel)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-gray-light-hover': 'var(--hover)',
    '--mantine-color-gray-light-color': 'var(--ink)',
  };
  return { variables: {}, light: shared, dark: shared };
};
