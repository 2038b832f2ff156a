/**
 * Round marks (1, 2 or 5 times a power of ten) that enclose the values, about five of them. The axis begins at zero, because
 * the length of a bar is read as its value; only a line whose values all lie close together may begin higher.
 */
export function axisMarks(values: readonly number[], mayBeginHigher: boolean): number[] {
  const highest = Math.max(0, ...values);
  const lowest = Math.min(...values);
  const closeTogether = mayBeginHigher && lowest > 0 && highest - lowest < highest * 0.25;
  const from = closeTogether ? lowest : Math.min(0, lowest);
  // Values that are next to nothing would leave nothing to divide by.
  const to = highest - from > 1e-200 ? highest : from + 1;
  const whole = values.every(Number.isInteger);
  const step = Math.max(roundStep((to - from) / 4), whole ? 1 : 0);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  // Multiplied, not added up: 0.1 + 0.2 is not 0.3.
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  return factor * power;
}
