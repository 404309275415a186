/** A calm, dense desktop look: small steps, cool greys, one colour for what can be done. */
import type { CSSVariablesResolver } from '@mantine/core';
import {
  ActionIcon,
  Autocomplete,
  Button,
  Checkbox,
  createTheme,
  Menu,
  Modal,
  MultiSelect,
  NativeSelect,
  NumberInput,
  PasswordInput,
  Select,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

/** The system's own faces by name: `system-ui` alone is a wide substitute on bare Linux systems. */
const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Ubuntu, Cantarell, "Noto Sans", "Liberation Sans", system-ui, sans-serif';

/**
 * The library gives the keyboard to a menu's first entry even where it is greyed out and takes nothing: neither arrows
 * nor Escape were heard then. Its own attempt comes first.
 */
const enterMenu = () =>
  setTimeout(() => {
    const menu = [...document.querySelectorAll('[role=menu]')].at(-1);
    if (menu?.contains(document.activeElement) === false)
      menu.querySelector<HTMLElement>('[data-menu-item]:not(:disabled)')?.focus();
  }, 60);

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 7 },
  colors: {
    petrol: [
      '#ecf6f7',
      '#d6eaed',
      '#add5da',
      '#7fbec6',
      '#57a9b4',
      '#3b98a4',
      '#278390',
      '#176f7b',
      '#0f5a65',
      '#08454e',
    ],
    dark: [
      '#d5dade',
      '#b6bdc4',
      '#98a1a9',
      '#6a747d',
      '#465059',
      '#363f47',
      '#29313a',
      '#1f262d',
      '#181e24',
      '#11161b',
    ],
  },
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: '600' },
  fontSizes: { xs: '11.5px', sm: '13px', md: '14px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45' },
  spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '28px' },
  radius: { sm: '4px', md: '6px', lg: '10px' },
  defaultRadius: 'sm',
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Autocomplete: Autocomplete.extend({ defaultProps: { size: 'xs' } }),
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'md',
        position: 'bottom-start',
        loop: true,
        withInitialFocusPlaceholder: false,
        onOpen: enterMenu,
      },
    }),
    Modal: Modal.extend({
      defaultProps: { centered: true, lockScroll: false, transitionProps: { duration: 120 } },
    }),
    MultiSelect: MultiSelect.extend({ defaultProps: { size: 'xs' } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: 'xs' } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({ defaultProps: { size: 'xs', allowDeselect: false } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 80 } } }),
  },
});

/** Secondary text and errors at the contrast of WCAG AA on every surface of ours. */
export const variables: CSSVariablesResolver = () => ({
  variables: {
    // The same by day and by night: what is printed or scanned, and what is done first.
    '--paper': '#ffffff',
    '--ink': '#101418',
    '--ink-quiet': '#52616b',
    '--primary': '#176f7b',
    '--on-primary': '#ffffff',
  },
  light: {
    '--mantine-color-dimmed': '#56606a',
    '--mantine-color-placeholder': '#68727c',
    '--mantine-color-error': '#b42525',
    '--surface': '#ffffff',
    '--surface-rail': '#f1f4f6',
    '--surface-head': '#f8fafb',
    '--surface-hover': '#f1f5f7',
    '--surface-chosen': '#d9ebee',
    '--surface-chosen-idle': '#e6ecef',
    '--surface-hit': '#ffe7a0',
    '--line': '#dde2e6',
    '--line-soft': '#edf0f2',
    '--accent': '#176f7b',
    '--good': '#1f7a4d',
    '--warn': '#955a00',
    '--right-read': '#d9ecef',
    '--right-read-text': '#0d4f59',
    '--right-write': '#176f7b',
    '--right-write-text': '#ffffff',
  },
  dark: {
    '--mantine-color-dimmed': '#a3adb6',
    '--mantine-color-placeholder': '#8d97a0',
    '--mantine-color-error': '#ff8f8f',
    '--mantine-color-petrol-light': '#17434b',
    '--mantine-color-petrol-light-hover': '#1c505a',
    '--mantine-color-petrol-light-color': '#add5da',
    '--surface': '#1f262d',
    '--surface-rail': '#181e24',
    '--surface-head': '#232b33',
    '--surface-hover': '#28313a',
    '--surface-chosen': '#17434b',
    '--surface-chosen-idle': '#2d3741',
    '--surface-hit': '#66520c',
    '--line': '#343e47',
    '--line-soft': '#2a323a',
    '--accent': '#7fbec6',
    '--good': '#6cc79a',
    '--warn': '#f0b45b',
    '--right-read': '#1c4a53',
    '--right-read-text': '#b9dfe4',
    '--right-write': '#5fb0bb',
    '--right-write-text': '#082228',
  },
});
