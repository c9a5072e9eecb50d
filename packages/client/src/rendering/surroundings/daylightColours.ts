import { mix, shade } from '../colours/colour.ts';
import type { Daylight } from './daylight.ts';

/** What a light does to colours outside, and what is seen of it through windows. */
export interface DaylightColours {
  /** What lies beyond everything that is drawn. */
  readonly background: number;
  /** A colour outside in this light. */
  readonly outside: (colour: number) => number;
  /** The two halves of a window pane, as seen from inside. */
  readonly pane: { readonly light: number; readonly shade: number };
  /** What falls through windows onto the floor. */
  readonly onFloor: { readonly colour: number; readonly alpha: number };
  /** How bright lamps outside and windows of other houses are, 0 to 1. */
  readonly lamps: number;
}

function colours(
  background: number,
  grade: { readonly brightness: number; readonly tint: number; readonly share: number },
  rest: Pick<DaylightColours, 'pane' | 'onFloor' | 'lamps'>,
): DaylightColours {
  const outside = (colour: number): number => mix(shade(colour, grade.brightness), grade.tint, grade.share);
  return { background, outside, ...rest };
}

export const daylightColours: Readonly<Record<Daylight, DaylightColours>> = {
  morning: colours(
    0x8b8f86,
    { brightness: 0.96, tint: 0xf3cf9f, share: 0.17 },
    { pane: { light: 0xfbd59d, shade: 0xf4c588 }, onFloor: { colour: 0xfbd59d, alpha: 0.22 }, lamps: 0 },
  ),
  day: colours(
    0x74857a,
    { brightness: 0.97, tint: 0x9fb3c0, share: 0.08 },
    { pane: { light: 0xcfe6f0, shade: 0xb4d2e0 }, onFloor: { colour: 0xfff1cf, alpha: 0.2 }, lamps: 0 },
  ),
  evening: colours(
    0x4f434d,
    { brightness: 0.7, tint: 0xa85a3f, share: 0.2 },
    { pane: { light: 0xf6ab70, shade: 0xdd8658 }, onFloor: { colour: 0xf2a565, alpha: 0.22 }, lamps: 0.7 },
  ),
  night: colours(
    0x1a1e2b,
    { brightness: 0.36, tint: 0x1c2746, share: 0.45 },
    { pane: { light: 0x33436b, shade: 0x28355a }, onFloor: { colour: 0x9fb6e6, alpha: 0.07 }, lamps: 1 },
  ),
};
