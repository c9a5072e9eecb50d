import { subjectLimits, worldIssue } from '../format/issues.ts';
import type { WorldIssue } from '../format/issues.ts';
import type { World, WorldObject } from '../format/world.ts';
import { objectKinds } from '../objects/objectTypes.ts';
import { aboutObjects } from './aboutObjects.ts';

/** Objects of a circle that its message names. */
const shownLinks = 8;

/** Links of Objects lead to Objects and never round in a circle; each Computer has a Chair. */
export function* checkLinks({ objects }: World): Generator<WorldIssue> {
  const places = new Map(objects.map(({ id }, index) => [id, index]));
  const links = objects.map(({ linkedObjects = [] }) =>
    linkedObjects.map((id) => places.get(id)).filter((place) => place !== undefined),
  );
  for (const [index, object] of objects.entries()) {
    const { id, linkedObjects = [] } = object;
    for (const [link, linked] of linkedObjects.entries()) {
      if (places.has(linked)) continue;
      const message = `The Object "${id}" is linked to "${linked}", which does not exist.`;
      yield worldIssue(
        ['objects', index, 'linkedObjects', link],
        'unknown-object',
        message,
        aboutObjects(object),
      );
    }
  }
  for (const cycle of cyclesOf(links)) {
    const ids = [...cycle.slice(0, shownLinks), cycle[0] ?? 0].map(
      (place) => `"${objects[place]?.id ?? ''}"`,
    );
    if (cycle.length > shownLinks) ids.splice(-1, 0, '…');
    const message = `The links lead round in a circle: ${ids.join(' -> ')}.`;
    const about = aboutObjects(...cycle.slice(0, subjectLimits.ids).flatMap((place) => objects[place] ?? []));
    yield worldIssue(['objects', cycle[0] ?? 0, 'linkedObjects'], 'link-cycle', message, about);
  }
  const withSeat = joinedToSeats(objects, links);
  for (const [index, object] of objects.entries()) {
    if (object.type !== 'Computer' || withSeat.has(index)) continue;
    const message = `The Computer "${object.id}" is linked to no Chair, so nobody can use it.`;
    yield worldIssue(['objects', index], 'computer-without-chair', message, aboutObjects(object));
  }
}

/** Circles among the links, each once, in the order of the links; one for each link that closes a circle. */
function* cyclesOf(links: readonly (readonly number[])[]): Generator<readonly number[]> {
  const isDone = links.map(() => false);
  for (const start of links.keys()) {
    const way = [{ place: start, next: 0 }];
    const onWay = new Set([start]);
    while (!isDone[start]) {
      const last = way.at(-1);
      if (last === undefined) break;
      const following = links[last.place]?.[last.next++];
      if (following === undefined) {
        isDone[last.place] = true;
        onWay.delete(last.place);
        way.pop();
      } else if (onWay.has(following)) {
        yield way.map(({ place }) => place).slice(way.findIndex(({ place }) => place === following));
      } else if (!isDone[following]) {
        way.push({ place: following, next: 0 });
        onWay.add(following);
      }
    }
  }
}

/** The Objects that are joined to a seat by links, whichever way those point. */
function joinedToSeats(
  objects: readonly WorldObject[],
  links: readonly (readonly number[])[],
): ReadonlySet<number> {
  const neighbours = links.map((linked) => [...linked]);
  for (const [place, linked] of links.entries()) for (const other of linked) neighbours[other]?.push(place);
  const joined = new Set([...objects.keys()].filter((place) => isSeat(objects[place])));
  for (const place of joined) for (const neighbour of neighbours[place] ?? []) joined.add(neighbour);
  return joined;
}

function isSeat(object: WorldObject | undefined): boolean {
  return object !== undefined && objectKinds[object.type].seats > 0;
}
