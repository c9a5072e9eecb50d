/** The value that the given share (0 to 1) of all values does not exceed; NaN where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Rounded to so many digits, so that a printed figure claims no more than was measured. */
export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
