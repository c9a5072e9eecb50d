import type { World } from '../../src/format/world.ts';
import { classroom } from './classroom.ts';
import { emptyFloor } from './emptyFloor.ts';
import { eventHall } from './eventHall.ts';
import { smallTeam } from './smallTeam.ts';

/** Worlds to begin with, besides the Headquarters, which is drawn by hand. */
export const templates: readonly (() => World)[] = [classroom, emptyFloor, eventHall, smallTeam];
