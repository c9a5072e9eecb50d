import { objectTypes } from '@atrium/world';
import type { LookArt } from './objectArt.ts';

/** The art of looks that a first picture may have to do without. */
export const lookArt = Object.fromEntries(objectTypes.map((type) => [type, {}])) as LookArt;
