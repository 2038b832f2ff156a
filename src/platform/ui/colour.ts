/** Red, green and blue, 0–255 each. */
type Rgb = readonly [number, number, number];

export const hexColour = /^#[0-9a-f]{6}$/i;

function parse(hex: string): Rgb {
  if (!hexColour.test(hex)) throw new Error(`Not a colour of the form #rrggbb: ${JSON.stringify(hex)}`);
  return [Number.parseInt(hex.slice(1, 3), 16), Number.parseInt(hex.slice(3, 5), 16), Number.parseInt(hex.slice(5, 7), 16)];
}

function luminance(hex: string): number {
  const [red, green, blue] = parse(hex).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two `#rrggbb` colours, 1–21, as WCAG 2.2 defines it. */
export function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** `share` (0–1) of `other` stirred into `base`. */
export function mix(base: string, other: string, share: number): string {
  const to = parse(other);
  const mixed = parse(base).map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** The colour itself when it satisfies `suits`, else moved towards `towards` in small steps until it does. */
export function adjusted(colour: string, towards: string, suits: (candidate: string) => boolean): string {
  for (let share = 0; share < 1; share += 0.04) {
    const candidate = mix(colour, towards, share);
    if (suits(candidate)) return candidate;
  }
  return towards;
}
