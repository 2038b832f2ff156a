export interface Shade {
  readonly fill: string;
  /** Of a text upon it; the contrast is at least 4.5. */
  readonly ink: string;
}

const light = [230, 241, 242] as const;
const dark = [7, 66, 77] as const;

/** `count` shades of one colour from light to dark, so that more is darker in print and for the colour-blind too. */
export function shades(count: number): Shade[] {
  return Array.from({ length: count }, (_, index) => {
    const share = count === 1 ? 0.5 : index / (count - 1);
    const rgb = light.map((from, channel) => Math.round(from + ((dark[channel] ?? 0) - from) * share));
    const fill = `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
    // White or black, whichever reads better: with the softer ink of the page the shades in the middle would miss 4.5.
    return { fill, ink: contrast(fill, '#ffffff') > contrast(fill, '#000000') ? '#ffffff' : '#000000' };
  });
}

/** Contrast of two colours `#rrggbb` as WCAG 2.2 defines it, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
