import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./css/tokens.css', import.meta.url), 'utf8');

/** Colours of the first block that starts with `selector`. */
function coloursAfter(selector: string): Map<string, string> {
  const start = css.indexOf(selector);
  if (start < 0) throw new Error(`tokens.css has no ${selector}`);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [
      match[1] ?? '',
      match[2] ?? '',
    ]),
  );
}

/** Relative luminance of `#rrggbb`. @source WCAG 2.2, definition of relative luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const onSurfaces = ['surface', 'surface-2', 'float'];
const texts: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ['ink', [...onSurfaces, 'surface-3', 'accent-soft']],
  ['ink-2', [...onSurfaces, 'surface-3', 'accent-soft']],
  ['ink-3', [...onSurfaces, 'surface-3']],
  ['accent', [...onSurfaces, 'accent-soft']],
  ['accent-strong', ['surface', 'accent-soft']],
  ['on-accent', ['accent', 'accent-strong']],
  ['on-band', ['band']],
  ['on-band-2', ['band']],
  ['on-notice', ['notice']],
  ['lamp-normal', onSurfaces],
  ['lamp-soon', onSurfaces],
  ['lamp-overdue', onSurfaces],
  ['lamp-paused', onSurfaces],
];

describe.each([
  ['light', ':root {'],
  ['dark', ":root[data-theme='dark'] {"],
])('the %s theme', (_name, selector) => {
  const colours = coloursAfter(selector);
  const colour = (name: string) => colours.get(name) ?? '#missing';

  it('lets every text be read (4.5 : 1)', () => {
    const pairs = texts.flatMap(([text, grounds]) =>
      grounds.map((ground) => [text, ground] as const),
    );
    const weak = pairs.filter(([text, ground]) => !(contrast(colour(text), colour(ground)) >= 4.5));
    expect(weak).toEqual([]);
  });

  it('shows the edges of controls (3 : 1)', () => {
    for (const ground of ['surface', 'surface-2'])
      expect(contrast(colour('line-strong'), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

describe('the two ways into the dark theme', () => {
  it('give the same colours', () => {
    expect(coloursAfter(":root:not([data-theme='light'])")).toEqual(
      coloursAfter(":root[data-theme='dark'] {"),
    );
  });
});
