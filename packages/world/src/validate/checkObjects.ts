import { worldIssue } from '../format/issues.ts';
import type { WorldIssue } from '../format/issues.ts';
import type { World, WorldObject } from '../format/world.ts';
import { tilesOf } from '../geometry/rectangle.ts';
import { footprintOf, kindOf, objectKinds } from '../objects/objectTypes.ts';
import type { WorldSpace } from '../worldSpace.ts';
import { aboutObjects } from './aboutObjects.ts';

/** What Objects say of themselves fits their type. */
export function* checkObjectUse({ objects }: World): Generator<WorldIssue> {
  for (const [index, object] of objects.entries()) {
    const { id, type, interaction, occupancy, persistent } = object;
    const about = aboutObjects(object);
    const isSeat = objectKinds[type].seats > 0;
    if (interaction?.action === 'sit' && !isSeat) {
      const message = `The ${type} "${id}" is for sitting, but a ${type} has no place to sit.`;
      yield worldIssue(['objects', index, 'interaction'], 'no-seat', message, about);
    }
    if (occupancy !== undefined && interaction === undefined && !isSeat) {
      const message = `The ${type} "${id}" says how many can use it, but has no \`interaction\` to use it by.`;
      yield worldIssue(['objects', index, 'occupancy'], 'occupancy-unused', message, about);
    }
    if (occupancy === 'single' && type === 'Whiteboard' && interaction?.opens === undefined) {
      const message = `The Whiteboard "${id}" is to be for one person, but a drawing board is for everybody in its Zone.`;
      yield worldIssue(['objects', index, 'occupancy'], 'occupancy-unused', message, about);
    }
    if (interaction?.opens !== undefined && isSeat) {
      const message = `The ${type} "${id}" has a page to open, but is for sitting: give the page to a Computer that it is linked to.`;
      yield worldIssue(['objects', index, 'interaction', 'opens'], 'opens-unused', message, about);
    }
    if (persistent === true && type !== 'Whiteboard') {
      const message = `The ${type} "${id}" is to be kept, but only what is drawn on a Whiteboard can be.`;
      yield worldIssue(['objects', index, 'persistent'], 'persistent-unused', message, about);
    }
  }
}

/** Objects stand on the floor or on each other, not in each other. */
export function* checkObjectPlaces(space: WorldSpace): Generator<WorldIssue> {
  const standing = new Map<string, WorldObject>();
  const { objects } = space.world;
  for (const [index, object] of objects.entries()) {
    const kind = kindOf(object);
    if (kind.placement !== 'floor') continue;
    const inTheWay = new Map<string, readonly WorldObject[]>();
    for (const { x, y } of tilesOf(footprintOf(object))) {
      const other = standing.get(`${x} ${y}`);
      if (other === undefined || !kindOf(other).blocks) standing.set(`${x} ${y}`, object);
      else if (kind.blocks) inTheWay.set(`the ${other.type} "${other.id}"`, [other]);
      if (kind.blocks && space.collision.blockerAt(x, y)?.kind === 'wall') inTheWay.set('a wall', []);
    }
    for (const [what, others] of inTheWay) {
      const message = `The ${object.type} "${object.id}" overlaps ${what}.`;
      yield worldIssue(
        ['objects', index, 'position'],
        'object-overlap',
        message,
        aboutObjects(object, ...others),
      );
    }
  }
  for (const [index, object] of objects.entries()) {
    const { id, type, position } = object;
    if (kindOf(object).placement !== 'surface' || standing.has(`${position.x} ${position.y}`)) continue;
    const message = `The ${type} "${id}" stands on other Objects, but there is none beneath it at (${position.x}, ${position.y}).`;
    yield worldIssue(['objects', index, 'position'], 'nothing-beneath', message, aboutObjects(object));
  }
}
