import type { ColourName } from '@atrium/world';
import { materials, type Colour } from '../palette.ts';

/** What the colours that furniture and walls may be given look like. */
export const colours: Readonly<Record<ColourName, Colour>> = {
  white: materials.paper,
  cream: 0xe9dcc3,
  sand: 0xcfb48c,
  grey: 0xa9aaa8,
  graphite: 0x55585f,
  oak: materials.oak,
  walnut: 0x8a5d40,
  terracotta: 0xb9785a,
  rose: 0xc99a94,
  mustard: 0xd0a44e,
  olive: 0x7d8a5c,
  green: 0x5f8a6b,
  petrol: materials.upholstery,
  blue: 0x6f7fa0,
  navy: 0x46567a,
  plum: 0x84637f,
};
