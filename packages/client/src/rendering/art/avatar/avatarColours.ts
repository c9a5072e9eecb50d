import type { AvatarLook } from '@atrium/protocol';
import { mix, shade, type Colour } from '../palette.ts';

const skins: Readonly<Record<AvatarLook['skin'], Colour>> = {
  porcelain: 0xf9dcc8,
  sand: 0xf0c5a0,
  honey: 0xdfa878,
  almond: 0xc48a5f,
  umber: 0x97633f,
  espresso: 0x6d4630,
};

const hairColours: Readonly<Record<AvatarLook['hairColour'], Colour>> = {
  black: 0x383340,
  brown: 0x6a4836,
  chestnut: 0x93583a,
  blond: 0xe2b767,
  red: 0xc4613a,
  grey: 0xb3b1b4,
  teal: 0x3f9a94,
  plum: 0x86507f,
};

const clothingColours: Readonly<Record<AvatarLook['clothingColour'], Colour>> = {
  blue: 0x4a86c5,
  green: 0x5f9e54,
  red: 0xd0524b,
  yellow: 0xe8b440,
  purple: 0x8762b5,
  teal: 0x379c97,
  orange: 0xe38541,
  grey: 0x8b919d,
  white: 0xf1eee7,
  black: 0x484652,
};

const trousersColours: Readonly<Record<AvatarLook['trousersColour'], Colour>> = {
  navy: 0x3f4c70,
  black: 0x45434e,
  grey: 0x7d818c,
  brown: 0x7b5a45,
  olive: 0x737850,
  sand: 0xc3a77d,
};

/** Accessories take a colour that stands out from the clothing. */
const accents: Readonly<Record<AvatarLook['clothingColour'], Colour>> = {
  blue: 0xf0a94c,
  green: 0xe9c25a,
  red: 0x3f6f9c,
  yellow: 0x4b6fa3,
  purple: 0xf0b65a,
  teal: 0xe5735a,
  orange: 0x38818a,
  grey: 0xd8584f,
  white: 0x4f8fc0,
  black: 0xe0604f,
};

/** Every colour an Avatar is painted with. */
export interface AvatarColours {
  readonly skin: Colour;
  /** Lips, nose and the like. */
  readonly skinLine: Colour;
  readonly blush: Colour;
  readonly hair: Colour;
  readonly brow: Colour;
  readonly eye: Colour;
  readonly clothing: Colour;
  readonly clothingDetail: Colour;
  readonly trousers: Colour;
  readonly accent: Colour;
  readonly shoe: Colour;
  readonly sole: Colour;
}

export function coloursOf(look: AvatarLook): AvatarColours {
  const skin = skins[look.skin];
  const hair = hairColours[look.hairColour];
  const clothing = clothingColours[look.clothingColour];
  return {
    skin,
    skinLine: shade(skin, 0.6),
    blush: mix(skin, 0xe4574f, 0.42),
    hair,
    brow: shade(hair, 0.72),
    eye: 0x33262b,
    clothing,
    clothingDetail: shade(clothing, 0.7),
    trousers: trousersColours[look.trousersColour],
    accent: accents[look.clothingColour],
    shoe: 0xf0ebe2,
    sole: 0xb9aea2,
  };
}
