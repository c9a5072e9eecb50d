/** A colour as 0xRRGGBB. */
export type Colour = number;

/** How much of a fill's colour a face keeps; the light comes from the upper left. */
export const light = { top: 1, left: 0.86, right: 0.72, outline: 0.55 } as const;

export const materials = {
  oak: 0xd8b98e,
  stone: 0xc9c4ba,
  wood: 0xc8965c,
  darkWood: 0x9c6b44,
  wall: 0xf5efe4,
  upholstery: 0x5f7f86,
  upholsteryLight: 0x7a9aa0,
  leaf: 0x6e9457,
  leafDark: 0x557a48,
  leafLight: 0x8fb06c,
  terracotta: 0xc4805c,
  soil: 0x6b4f40,
  metal: 0xb4b8bf,
  darkMetal: 0x6c717c,
  graphite: 0x4b4f5a,
  paper: 0xfaf7f0,
  cream: 0xefe6d6,
  glass: 0xbfd6df,
  display: 0x9fc9dc,
  lampLight: 0xffe3a6,
  coffee: 0x5a4034,
} as const satisfies Record<string, Colour>;

export const shadowColour: Colour = 0x2b2430;
export const objectShadowAlpha = 0.18;
export const avatarShadowAlpha = 0.24;

function mapChannels(colour: Colour, change: (channel: number) => number): Colour {
  const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));
  const red = clamp(change((colour >> 16) & 0xff));
  const green = clamp(change((colour >> 8) & 0xff));
  const blue = clamp(change(colour & 0xff));
  return (red << 16) | (green << 8) | blue;
}

/** The colour with every channel multiplied: below 1 it is darker. */
export function shade(colour: Colour, factor: number): Colour {
  return mapChannels(colour, (channel) => channel * factor);
}

/** The colour of the line around a fill. */
export function outlineOf(fill: Colour): Colour {
  return shade(fill, light.outline);
}

/** A colour between `from` (share 0) and `to` (share 1). */
export function mix(from: Colour, to: Colour, share: number): Colour {
  const channel = (shift: number): number => {
    const start = (from >> shift) & 0xff;
    return Math.round(start + (((to >> shift) & 0xff) - start) * share) << shift;
  };
  return channel(16) | channel(8) | channel(0);
}

/** Perceived brightness, 0 to 1. */
export function brightnessOf(colour: Colour): number {
  return (((colour >> 16) & 0xff) * 0.3 + ((colour >> 8) & 0xff) * 0.59 + (colour & 0xff) * 0.11) / 255;
}

/** The colour as CSS writes it: `#rrggbb`. */
export function cssColour(colour: Colour): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}
