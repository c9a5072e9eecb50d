import { objectLooks, objectTypes } from '@atrium/world';
import type { Appearance } from './objectArt.ts';

/** Each look of each type of Object that has a picture of ours, the usual one first. */
export const everyAppearance: readonly Omit<Appearance, 'rotation'>[] = objectTypes
  .filter((type) => type !== 'Custom')
  .flatMap((type) => [{ type }, ...objectLooks[type].map((look) => ({ type, look }))]);
