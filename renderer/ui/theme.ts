import { createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

const site: MantineColorsTuple = [
  '#e7f2fe',
  '#cfe3fb',
  '#a0c6f6',
  '#78b3f3',
  '#5aa9f4',
  '#3390e8',
  '#1f82dd',
  '#1976d2',
  '#1467ba',
  '#0e56a0',
];
const dark: MantineColorsTuple = [
  '#e9eef4',
  '#a9b7c6',
  '#8899aa',
  '#5c6c7d',
  '#27323e',
  '#1f2934',
  '#19212b',
  '#11171f',
  '#0a0e13',
  '#06090d',
];

/** Mantine in the console's own clothes; the tokens themselves live in tokens.css. */
export const theme = createTheme({
  colors: { site, dark },
  primaryColor: 'site',
  primaryShade: 7,
  defaultRadius: 'sm',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: '"JetBrains Mono", "Cascadia Mono", "Noto Sans Mono", "Liberation Mono", monospace',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
});
