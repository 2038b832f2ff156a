import { adjusted, contrast, mix } from './colour.ts';

/** The layers an accent stands on; the same values as in `styles/public/10-tokens.css`. */
export const grounds = {
  light: { paper: '#ffffff', ground: '#faf7f2' },
  dark: { paper: '#211f26', ground: '#17161b' },
} as const;

/** Accent of pages that belong to no district. */
export const defaultAccent = { accent: '#0a5c6b', accentDark: '#7fd0dd' } as const;

/** WCAG 2.2 1.4.3 */
const ratio = 4.5;

const softened = (accent: string, mode: 'light' | 'dark'): string =>
  mix(grounds[mode].paper, accent, mode === 'light' ? 0.09 : 0.14);

/** The district's accent, darkened or lightened until it can be read on each of our layers. */
export function readableAccent(colour: string, mode: 'light' | 'dark'): string {
  const { paper, ground } = grounds[mode];
  return adjusted(colour, mode === 'light' ? '#000000' : '#ffffff', (candidate) =>
    [paper, ground, softened(candidate, mode)].every((layer) => contrast(candidate, layer) >= ratio),
  );
}

function declarations(colour: string, mode: 'light' | 'dark'): string {
  const { paper } = grounds[mode];
  const accent = readableAccent(colour, mode);
  const onAccent = mode === 'light' ? '#ffffff' : '#101014';
  const tokens = {
    '--dk-accent': accent,
    '--dk-on-accent': onAccent,
    '--dk-accent-strong': mix(accent, mode === 'light' ? '#000000' : '#ffffff', 0.22),
    '--dk-accent-soft': softened(accent, mode),
    '--dk-accent-line': mix(paper, accent, mode === 'light' ? 0.34 : 0.42),
  };
  return Object.entries(tokens)
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
}

/**
 * The style sheet of one district (`/{district}/theme.css`): its accent for light and dark pages.
 * A colour that would be hard to read on our grounds is darkened (light pages) or lightened (dark pages) until it can be read.
 * Throws when a colour is not of the form `#rrggbb`, so nothing else can get into the sheet.
 */
export function districtTheme(accent: string, accentDark: string): string {
  const light = declarations(accent, 'light');
  const dark = declarations(accentDark, 'dark');
  return [
    `:root,[data-kern-theme=light]{${light}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-kern-theme=light]){${dark}}}`,
    `[data-kern-theme=dark]{${dark}}`,
    '',
  ].join('\n');
}

/** Version of that sheet for its address: it changes when the colours do, so the sheet may be kept for ever. */
export function themeVersion(accent: string, accentDark: string): string {
  return `1-${accent.slice(1)}-${accentDark.slice(1)}`.toLowerCase();
}
