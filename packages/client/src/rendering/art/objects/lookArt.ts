import type { LookArt } from './objectArt.ts';
import { furnitureLooks } from './looks/furnitureLooks.ts';
import { kitchenLooks } from './looks/kitchenLooks.ts';
import { plantLooks } from './looks/plantLooks.ts';
import { roomLooks } from './looks/roomLooks.ts';
import { seatLooks } from './looks/seatLooks.ts';
import { tableLooks } from './looks/tableLooks.ts';

/** The art of looks that a first picture may have to do without. */
export const lookArt: LookArt = {
  ...seatLooks,
  ...tableLooks,
  ...plantLooks,
  ...roomLooks,
  ...kitchenLooks,
  ...furnitureLooks,
  Screen: {},
  Custom: {},
};
