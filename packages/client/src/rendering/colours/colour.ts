/** A colour times a factor of light, channel by channel. */
export function shade(colour: number, factor: number): number {
  const channel = (shift: number): number =>
    Math.min(255, Math.round(((colour >> shift) & 255) * factor)) << shift;
  return channel(16) | channel(8) | channel(0);
}

/** A colour some way towards another; 0 is the first, 1 the second. */
export function mix(from: number, to: number, share: number): number {
  const channel = (shift: number): number => {
    const start = (from >> shift) & 255;
    return Math.round(start + (((to >> shift) & 255) - start) * share) << shift;
  };
  return channel(16) | channel(8) | channel(0);
}

/** The colour as CSS writes it. */
export function css(colour: number, alpha = 1): string {
  const hex = colour.toString(16).padStart(6, '0');
  if (alpha >= 1) return `#${hex}`;
  return `#${hex}${Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0')}`;
}
