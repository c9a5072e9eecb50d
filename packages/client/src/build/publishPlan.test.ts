import { describe, expect, test } from 'vitest';
import {
  changeWorld,
  compareWorlds,
  drawWall,
  eraseSelection,
  paintFloor,
  replayEdits,
  unpackTiles,
} from '@atrium/world';
import type { EditOutcome, World, WorldIssue } from '@atrium/world';
import { officeWorld } from '@atrium/world/testing';
import { en } from '../strings/en.ts';
import { publishEn } from '../ui/build/publishEn.ts';
import { publishPtBr } from '../ui/build/publishPtBr.ts';
import type { DraftSessionState, EditingState } from './draftState.ts';
import type { PublishEffects } from './publishEffects.ts';
import {
  describeConflicts,
  describeEffects,
  describeFailure,
  hindranceOf,
  nextVersion,
} from './publishPlan.ts';

const office = unpackTiles(officeWorld());
const done = (outcome: EditOutcome) => {
  if (!outcome.ok) throw new Error(outcome.refusal);
  return outcome;
};
const renamed = done(changeWorld(office, { name: 'Tower' })).world;
const issue = (code: WorldIssue['code']): WorldIssue => ({
  path: '',
  code,
  message: '',
  about: { ids: [], tiles: [] },
});
const current = { base: 3, currentVersion: 3 };

describe('a draft is published', () => {
  const comparison = compareWorlds(office, renamed);

  test('when it differs and has no errors, whatever its warnings', () => {
    expect(hindranceOf(current, [], comparison)).toBeUndefined();
    expect(hindranceOf(current, [issue('open-border')], comparison)).toBeUndefined();
  });

  test('not while there are errors, nor while problems are being looked for', () => {
    expect(hindranceOf(current, [issue('open-border'), issue('zone-overlap')], comparison)).toBe('errors');
    expect(hindranceOf(current, undefined, comparison)).toBe('looking');
  });

  test('not where nothing has changed', () => {
    expect(hindranceOf(current, [], compareWorlds(office, office))).toBe('unchanged');
  });

  test('not before it was replayed on the newer version', () => {
    expect(hindranceOf({ base: 3, currentVersion: 4 }, undefined, comparison)).toBe('outdated');
  });

  test('as the next version of its file', () => {
    expect([nextVersion('1.4.2', 'minor'), nextVersion('1.4.2', 'major')]).toEqual(['1.5.0', '2.0.0']);
  });
});

const none: PublishEffects = { inTheWay: [], along: [], silenced: [], lockedDoors: [], keptBoards: [] };
const inEnglish = (effects: Partial<PublishEffects>) =>
  describeEffects({ ...none, ...effects }, office, publishEn.publish.effects, publishEn.problems.words);

describe('what happens to people and things is said', () => {
  test('with names where there are few, in numbers where there are many, and not at all where there is nothing', () => {
    expect(inEnglish({})).toEqual([]);
    expect(inEnglish({ inTheWay: ['Ana', 'Ben', 'Cleo'] })).toEqual([
      '3 people stand where walls or furniture will be, and will be moved aside: Ana, Ben, and Cleo.',
    ]);
    expect(inEnglish({ silenced: Array.from({ length: 40 }, (_, place) => `Guest ${place}`) })).toEqual([
      '40 people will be in a different room or behind different doors, with their microphones and cameras off.',
    ]);
  });

  test('of Doors by where they lead, of Whiteboards by where they are', () => {
    const board = { id: 'b', type: 'Whiteboard', position: { x: 2, y: 2 }, rotation: 0 } as const;
    const things = { lockedDoors: office.doors.slice(0, 1), keptBoards: [board] };
    expect(inEnglish(things)).toEqual([
      '1 locked door is removed: door to Meeting.',
      '1 whiteboard goes, with the drawing kept on it: Meeting.',
    ]);
    expect(
      describeEffects(
        { ...none, ...things },
        office,
        publishPtBr.publish.effects,
        publishPtBr.problems.words,
      ),
    ).toEqual([
      '1 porta trancada é removida: porta para Meeting.',
      '1 quadro some, com o desenho guardado nele: Meeting.',
    ]);
  });
});

test('what did not fit the new version is named by what it was about, each thing once', () => {
  const ofAna = [
    done(changeWorld(office, { name: 'Of Ana' })),
    done(changeWorld(office, { groundZone: { name: 'Of Ana' } })),
    done(drawWall(office, { x: 5, y: 5 }, { x: 6, y: 5 }, 'glass')),
    done(paintFloor(office, [{ x: 4, y: 6 }], 'carpet')),
    done(eraseSelection(office, { ids: new Set(['private-door']) })),
    done(eraseSelection(office, { ids: new Set(['private-door']) })),
    done(eraseSelection(office, { ids: new Set(['plant-11-2']) })),
  ].map(({ edit }) => edit);
  // Everything that Ana changed is another thing in the version that Ben published.
  const ofBen: World = {
    ...office,
    meta: { ...office.meta, name: 'Of Ben' },
    groundZone: { ...office.groundZone, name: 'Of Ben' },
    doors: [],
    objects: [],
    map: {
      ...office.map,
      layers: office.map.layers.map((layer) => ({ ...layer, tiles: layer.tiles.map(() => 'moss') })),
    },
  };
  const { conflicts } = replayEdits(ofBen, ofAna);
  const { publish, problems } = publishEn;
  expect(describeConflicts(conflicts, ofBen, publish.conflicts, problems.words)).toEqual([
    'Name of the world',
    'Rules of the ground',
    'Walls at tile 5, 5',
    'Floor at tile 4, 6',
    'Door to Private',
    'Plant',
  ]);
});

describe('a failure is told', () => {
  const editing = (saving: EditingState['saving']): EditingState => ({
    kind: 'editing',
    history: { world: office, done: [], undone: [] },
    saving,
    ...current,
    conflicts: [],
  });
  const told = (failure: Parameters<typeof describeFailure>[0], state: DraftSessionState) =>
    describeFailure(failure, state, en);

  test('by its code, unless the dialog says already that the draft is outdated', () => {
    const failure = { kind: 'refused', code: 'version_outdated' } as const;
    expect(told(failure, editing({ kind: 'saved' }))).toEqual([en.errors.version_outdated]);
    expect(told(failure, { ...editing({ kind: 'saved' }), currentVersion: 4 })).toEqual([]);
  });

  test('with what is wrong in detail, where the server says so', () => {
    const message = 'This is no valid World.\nzones[0]: It overlaps.\nAnd 3 more.';
    const failure = { kind: 'refused', code: 'world_invalid', message } as const;
    expect(told(failure, editing({ kind: 'saved' }))).toEqual([
      en.errors.world_invalid,
      'zones[0]: It overlaps.',
      'And 3 more.',
    ]);
  });
});
