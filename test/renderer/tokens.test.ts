import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_THEME, mergeMantineTheme } from '@mantine/core';
import { describe, expect, it } from 'vitest';
import { theme, variables } from '../../renderer/theme.ts';

const root = join(import.meta.dirname, '..', '..', 'renderer');

/** Relative luminance of `#rrggbb`: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe('colour, space and type', () => {
  it('stand in one place: styles name them', () => {
    const files = globSync('**/*.css', { cwd: root });
    expect(files.length).toBeGreaterThan(20);
    const literal = /#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|font-size:\s*[\d.]+(?:px|rem|em)/gi;
    const found = files.flatMap((name) =>
      readFileSync(join(root, name), 'utf8')
        .split('\n')
        .flatMap((line, at) => (line.match(literal) ?? []).map((text) => `${name}:${at + 1} ${text}`)),
    );
    expect(found).toEqual([]);
  });

  const made = variables(mergeMantineTheme(DEFAULT_THEME, theme));
  const SURFACES = ['', '-rail', '-head', '-hover', '-chosen', '-chosen-idle', '-hit'].map(
    (name) => `--surface${name}`,
  );
  const TEXTS = ['--mantine-color-dimmed', '--accent', '--mantine-color-error', '--good', '--warn'];

  it.each(['light', 'dark'] as const)('have the contrast of WCAG AA by %s', (look) => {
    const own = new Map(Object.entries({ ...made.variables, ...made[look] }));
    const colour = (name: string): string => own.get(name) ?? '';
    const body = look === 'light' ? '#000000' : '#d5dade';
    // What a mark stands on is text of the body only; a warning and a problem stand on the page itself.
    for (const surface of SURFACES)
      expect(contrast(body, colour(surface)), surface).toBeGreaterThanOrEqual(4.5);
    for (const surface of SURFACES.filter((name) => name !== '--surface-hit'))
      expect(contrast(colour('--mantine-color-dimmed'), colour(surface)), surface).toBeGreaterThanOrEqual(
        4.5,
      );
    for (const text of TEXTS) {
      for (const surface of ['--surface', '--surface-rail', '--surface-head'])
        expect(contrast(colour(text), colour(surface)), `${text} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(colour('--on-primary'), colour('--primary'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('--right-read-text'), colour('--right-read'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('--right-write-text'), colour('--right-write'))).toBeGreaterThanOrEqual(4.5);
    // What has the keyboard is told by its outline: 3 to 1 to whatever lies beside it (1.4.11).
    for (const surface of SURFACES)
      expect(contrast(colour('--accent'), colour(surface)), `outline on ${surface}`).toBeGreaterThanOrEqual(
        3,
      );
  });
});
