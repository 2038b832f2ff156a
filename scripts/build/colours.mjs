// KERN writes its palette in OKLCH. All of it lies within sRGB, so plain hex says the same in fewer bytes and on older browsers.

const channel = (linear) => {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(Math.min(1, Math.max(0, value)) * 255);
};

/** OKLCH (lightness 0–1, chroma, hue in degrees) as `#rrggbb`; matrices from CSS Color 4. */
export function oklchToHex(lightness, chroma, hue) {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${rgb.map((linear) => channel(linear).toString(16).padStart(2, '0')).join('')}`;
}

/** Replaces every literal `oklch(L% C H)`; those with variables inside stay as they are. */
export function plainColours(css) {
  return css.replaceAll(/oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)/g, (_, lightness, chroma, hue) =>
    oklchToHex(Number(lightness) / 100, Number(chroma), Number(hue)),
  );
}
