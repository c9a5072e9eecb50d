import type { FixKind } from '../../build/fixes.ts';
import type { ProblemWords } from '../../build/describeProblem.ts';
import type { Bump, ConflictWords, EffectWords } from '../../build/publishPlan.ts';
import { comparisonEn } from '../../strings/comparisonEn.ts';
import { togetherEn } from '../../strings/togetherEn.ts';
import { listWords, pluralOf } from '../../strings/wording.ts';

const plural = pluralOf('en');
const list = listWords('en');

const problemTexts: ProblemWords['texts'] = {
  'tile-count': () => 'A layer has too few or too many tiles for this map.',
  'unknown-tile': () => 'There is a tile here that the map doesn’t know.',
  'outside-map': () => 'This lies outside of the map, in part or entirely.',
  'duplicate-id': () => 'Two things have the same internal name. Remove one of them and add it again.',
  'zone-area': () => 'Its shape isn’t valid. Draw the zone again.',
  'zone-overlap': (others) =>
    `It overlaps with ${others}. Only a private room can lie in another zone: completely, in a team area.`,
  'door-unknown-zone': () => 'It leads to a zone that no longer exists.',
  'door-not-in-wall': () => 'It needs a wall on both sides.',
  'door-beside-zone': () => 'The zone it leads to has to begin right behind it, on one side only.',
  'door-without-roles': () => 'No one can enter. Choose who may.',
  'gate-blocked': (others) => `Something is in the way: ${others}.`,
  'gate-overlap': () => 'Two doors or passages share a tile.',
  'unknown-object': () => 'It’s linked to something that no longer exists.',
  'link-cycle': (others) =>
    others === '' ? 'It’s linked to itself.' : `The links lead round in a circle, by way of ${others}.`,
  'no-seat': () => 'It’s set up for sitting, but has no seat.',
  'spawn-blocked': (others) =>
    others === '' ? 'There’s a wall in this place.' : `Something else is in this place: ${others}.`,
  'spawn-in-private-room': (others) => `It’s in the private room ${others}, which people enter by its door.`,
  'spawn-in-doorway': () => 'It’s in a doorway, which has to stay free.',
  'private-room-open': () => 'The room is open. Walls and its own doors have to enclose it.',
  'unreachable-tiles': () => 'No one can get here.',
  'unreachable-seat': () => 'No one can get to this seat.',
  'open-border': (others) =>
    `Nothing separates it from ${others}. People there don’t see each other: put walls, glass or shelves between them.`,
  'computer-without-chair': () => 'No chair is linked to it, so no one can use it.',
  'occupancy-unused': () => 'It says how many people can use it, which has no effect here.',
  'opens-unused': () => 'It has a page that no one gets to see.',
  'persistent-unused': () => 'It’s set to keep what is drawn, which only a whiteboard can.',
  'knock-without-roles': () =>
    'No one can be the first to enter. Choose who may go in while the room is empty.',
  'spawn-behind-door': (others) =>
    `It’s in ${others}, whose doors don’t admit everyone. People who start here get past them.`,
  'object-overlap': (others) =>
    others === '' ? 'It overlaps a wall.' : `It overlaps something else: ${others}.`,
  'unknown-look': () => 'It has a look that does not exist, and is shown as usual.',
  'missing-image': () => 'There is no image to show: upload it, or choose another one.',
  'custom-unused': () => 'It has a size of its own, which only own images may have.',
  'nothing-beneath': () => 'It needs furniture beneath it to stand on.',
};

const fixes: Record<FixKind, string> = {
  closeWithWalls: 'Close with a wall',
  cutZone: 'Cut at the edge of the map',
  leadToZoneBehind: 'Lead into the zone behind it',
  linkSeat: 'Link the nearest chair',
  moveObject: 'Move to a free place',
  moveSpawnPoint: 'Move the entrance',
  removeDoor: 'Remove the door',
  removeLink: 'Remove the link',
  removePassage: 'Remove the passage',
  removeSetting: 'Remove the setting',
};

const problemWords: ProblemWords = {
  texts: problemTexts,
  things: {
    doorTo: (zone) => `door to ${zone}`,
    door: 'door',
    passage: 'passage',
    entrance: (name) => `entrance ${name}`,
    unnamedEntrance: 'entrance',
    object: togetherEn.objects.name,
    floor: 'Floor',
    map: 'Map',
    list,
  },
  place: (zone, x, y) => `${zone}, tile ${x}, ${y}`,
};

const people = (count: number, names: readonly string[], one: string, other: string) => {
  const who = names.length === 0 ? '' : `: ${list(names)}`;
  return `${plural(count, { one: `1 person ${one}`, other: `${count} people ${other}` })}${who}.`;
};

const effects: EffectWords = {
  inTheWay: (count, names) =>
    people(
      count,
      names,
      'stands where walls or furniture will be, and will be moved aside',
      'stand where walls or furniture will be, and will be moved aside',
    ),
  along: (count, names) =>
    people(count, names, 'moves along with their room or seat', 'move along with their room or seat'),
  silenced: (count, names) =>
    people(
      count,
      names,
      'will be in a different room or behind different doors, with their microphone and camera off',
      'will be in a different room or behind different doors, with their microphones and cameras off',
    ),
  lockedDoors: (count, names) =>
    `${plural(count, { one: '1 locked door is', other: `${count} locked doors are` })} removed${names.length === 0 ? '' : `: ${list(names)}`}.`,
  keptBoards: (count, zones) =>
    `${plural(count, { one: '1 whiteboard goes, with the drawing kept on it', other: `${count} whiteboards go, with the drawings kept on them` })}${zones.length === 0 ? '' : `: ${list(zones)}`}.`,
};

const conflicts: ConflictWords = {
  walls: (x, y) => `Walls at tile ${x}, ${y}`,
  floor: (x, y) => `Floor at tile ${x}, ${y}`,
  name: 'Name of the world',
  ground: 'Rules of the ground',
  size: 'Size of the map',
};

const bumps: Record<Bump, (version: string) => string> = {
  minor: (version) => `Small change: version ${version}`,
  major: (version) => `Big change: version ${version}`,
};

/** What is wrong with a draft, and making it the next version; in English. */
export const publishEn = {
  problems: {
    title: 'Problems',
    looking: 'Checking the world…',
    none: 'No problems. You can publish this world.',
    unchecked: 'Your browser couldn’t look for problems. The server checks the world when you publish it.',
    counts: (errors: number, warnings: number) =>
      list(
        [
          errors === 0 ? '' : plural(errors, { one: '1 error', other: `${errors} errors` }),
          warnings === 0 ? '' : plural(warnings, { one: '1 warning', other: `${warnings} warnings` }),
        ].filter(Boolean),
      ),
    error: 'Error',
    warning: 'Warning',
    show: 'Show',
    /** @param what what the problem is about */
    showNamed: (what: string) => `Show ${what}`,
    fixes,
    more: (count: number) => plural(count, { one: 'Show 1 more', other: `Show ${count} more` }),
    words: problemWords,
  },
  publish: {
    title: 'Publish',
    text: 'People in this world get the new version at once, without leaving their conversations.',
    changesTitle: 'What changes',
    changes: comparisonEn,
    effectsTitle: 'Who and what is affected',
    effects,
    hindrances: {
      outdated:
        'Someone published another version meanwhile. Bring your changes to it first, then look at what changes.',
      unchanged: 'Nothing has changed since the published version.',
      looking: 'Checking the world…',
      errors: 'There are errors. Fix them first.',
    },
    rebase: 'Bring my changes to the new version',
    rebasing: 'Bringing your changes to the new version…',
    conflictsTitle: 'These changes of yours don’t fit the new version, and were left out:',
    conflicts,
    showProblems: 'Show problems',
    note: 'Note (optional)',
    noteHint: 'What is new? It’s shown in the list of versions.',
    bumpTitle: 'Version number',
    bumps,
    cancel: 'Cancel',
    publish: 'Publish',
    publishing: 'Publishing…',
  },
};
export type PublishStrings = typeof publishEn;
