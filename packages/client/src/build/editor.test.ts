import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areaOfZone,
  createWorldSpace,
  footprintOf,
  isError,
  unpackTiles,
  validateWorld,
} from '@atrium/world';
import type { Position, World } from '@atrium/world';
import { inLongRuns, officeWorld } from '@atrium/world/testing';
import type { Editor } from './editor.ts';
import { choices, gesture, openFloor, perform, started } from './testing/startedEditor.ts';
import { planGesture, toolNames } from './tools.ts';
import type { ToolName } from './tools.ts';
import { ObjectLooks } from '../rendering/objects/objectLooks.ts';
import { createPickThing } from '../rendering/picking/pickThing.ts';
import { screenX, screenY } from '../rendering/iso/projection.ts';

const errorsOf = (world: World) => validateWorld(world).filter(isError);

describe('a room', () => {
  const corner = { x: 2, y: 2 };

  it('is floor, walls, Zone and a Door to where there is floor, in one step, and its Zone is selected', () => {
    const { editor, history } = started(openFloor());
    perform(editor, 'room', gesture(corner, { x: 7, y: 6 }));
    expect(history().done).toHaveLength(1);
    const [zone] = editor.world.zones;
    expect(zone).toMatchObject({ name: 'Meeting room 1', type: 'MeetingRoom' });
    expect(zone && areaOfZone(zone)).toEqual([{ x: 3, y: 3, width: 4, height: 3 }]);
    expect(editor.world.doors).toMatchObject([{ bounds: { x: 5, y: 6 }, leadsToZone: zone?.id }]);
    expect(editor.store.getState().selection.ids).toEqual(new Set([zone?.id]));
    expect(errorsOf(editor.world)).toEqual([]);
  });

  it('at the edge of the Map has its Door on a side that people can come from', () => {
    const { editor } = started(openFloor());
    perform(editor, 'room', gesture({ x: 6, y: 8 }, { x: 11, y: 11 }));
    expect(editor.world.doors).toMatchObject([{ bounds: { x: 9, y: 8 } }]);
  });

  it('with furniture lies around the pointer, turned as wished, in one step', () => {
    const { editor, history } = started(openFloor());
    editor.setChoices({ design: 'oneToOne', zoneName: 'Talk' });
    editor.choose('room');
    editor.turn(1);
    editor.finish(gesture({ x: 6, y: 6 }, { x: 6, y: 6 }));
    expect(history().done).toHaveLength(1);
    const [zone] = editor.world.zones;
    expect(zone).toMatchObject({
      name: 'Talk',
      type: 'PrivateRoom',
      bounds: { x: 5, y: 5, width: 3, height: 3 },
    });
    expect(editor.world.doors).toMatchObject([{ bounds: { x: 4, y: 6 } }]);
    expect(editor.world.objects).toHaveLength(4);
    expect(editor.store.getState().selection.ids).toEqual(new Set([zone?.id]));
    expect(errorsOf(editor.world)).toEqual([]);
    editor.finish(gesture({ x: 1, y: 1 }, { x: 1, y: 1 }));
    expect(editor.store.getState().refused?.why).toBe('outside-map');
  });

  it('that is too small, or overlaps another Zone, is refused with the reason, and nothing changes', () => {
    const { editor, history } = started(openFloor());
    perform(editor, 'room', gesture(corner, { x: 3, y: 3 }));
    expect(editor.store.getState().refused?.why).toBe('too-small');
    perform(editor, 'room', gesture(corner, { x: 7, y: 6 }));
    perform(editor, 'room', gesture({ x: 3, y: 3 }, { x: 8, y: 7 }));
    expect(editor.store.getState().refused?.why).toBe('zone-overlap');
    expect(history().done).toHaveLength(1);
  });

  it('that is selected moves with its walls, Door and furniture, and goes on being selected where it is then', () => {
    const { editor } = started(openFloor());
    perform(editor, 'room', gesture(corner, { x: 6, y: 6 }));
    perform(editor, 'object', gesture({ x: 3, y: 3 }, { x: 3, y: 3 }));
    const [zone] = editor.world.zones;
    editor.selectRoom(zone?.id ?? '');
    editor.choose('select');
    editor.finish(gesture({ x: 4, y: 4 }, { x: 7, y: 5 }, { fromId: zone?.id }));
    expect(editor.world.zones.map(areaOfZone)).toEqual([[{ x: 6, y: 4, width: 3, height: 3 }]]);
    expect(editor.world.objects.map(({ position }) => position)).toEqual([{ x: 6, y: 4 }]);
    expect(editor.store.getState().selection.area).toEqual([{ x: 5, y: 3, width: 5, height: 5 }]);
    editor.undo();
    expect(editor.store.getState().selection.area).toEqual([{ x: 2, y: 2, width: 5, height: 5 }]);
  });
});

it('a Zone that is selected gets tiles with Shift, loses them with Alt, and stays in one piece', () => {
  const { editor } = started(openFloor());
  perform(editor, 'zone', gesture({ x: 2, y: 2 }, { x: 4, y: 4 }));
  perform(editor, 'zone', gesture({ x: 5, y: 4 }, { x: 7, y: 4 }, { adds: true }));
  const tiles = () =>
    editor.world.zones.map((zone) =>
      [...areaOfZone(zone)].reduce((sum, { width, height }) => sum + width * height, 0),
    );
  expect(tiles()).toEqual([12]);
  perform(editor, 'zone', gesture({ x: 2, y: 2 }, { x: 2, y: 2 }, { copies: true }));
  expect(tiles()).toEqual([11]);
  perform(editor, 'zone', gesture({ x: 3, y: 3 }, { x: 3, y: 3 }, { copies: true }));
  expect(editor.store.getState().refused?.why).toBe('zone-shape');
  expect(tiles()).toEqual([11]);
});

describe('selecting', () => {
  it('takes what is clicked, more with Shift, what lies in a frame, and nothing on empty floor', () => {
    const { editor } = started();
    const [one, other] = editor.world.objects;
    const at = (id: string | undefined, adds = false) =>
      gesture({ x: 0, y: 0 }, { x: 0, y: 0 }, { fromId: id, toId: id, adds });
    perform(editor, 'select', at(one?.id));
    perform(editor, 'select', at(other?.id, true));
    expect(editor.store.getState().selection.ids).toEqual(new Set([one?.id, other?.id]));
    perform(editor, 'select', at(one?.id, true));
    expect(editor.store.getState().selection.ids).toEqual(new Set([other?.id]));
    perform(editor, 'select', at(undefined));
    expect(editor.store.getState().selection.ids.size).toBe(0);
    const { width, height } = editor.world.map;
    perform(editor, 'select', gesture({ x: 0, y: 0 }, { x: width - 1, y: height - 1 }));
    expect(editor.store.getState().selection.ids.size).toBeGreaterThan(editor.world.objects.length);
  });

  it('with Alt copies what is dragged; the copy has ids of its own and is selected', () => {
    const { editor } = started(openFloor());
    perform(editor, 'object', gesture({ x: 3, y: 3 }, { x: 3, y: 3 }));
    const [desk] = editor.world.objects;
    perform(editor, 'select', gesture({ x: 3, y: 3 }, { x: 3, y: 7 }, { fromId: desk?.id, copies: true }));
    expect(editor.world.objects.map(({ position }) => position)).toEqual([
      { x: 3, y: 3 },
      { x: 3, y: 7 },
    ]);
    expect(editor.store.getState().selection.ids).toEqual(new Set([editor.world.objects[1]?.id]));
    expect(editor.world.objects[1]?.id).not.toBe(desk?.id);
  });

  it('what is pasted twice at one place lies beside itself, also in the corner of the Map', () => {
    for (const at of [
      { x: 5, y: 5 },
      { x: 11, y: 11 },
    ]) {
      const { editor } = started(openFloor());
      perform(editor, 'object', gesture({ x: 3, y: 3 }, { x: 3, y: 3 }));
      const text = editor.copy() ?? '';
      editor.hover(gesture(at, at), at);
      for (let pasted = 0; pasted < 3; pasted++) editor.paste(text);
      const places = editor.world.objects.map(({ position: { x, y } }) => `${x} ${y}`);
      expect(new Set(places).size).toBe(4);
    }
  });

  it('copies over the clipboard, into another World too; other texts are left to the page', () => {
    const { editor } = started(openFloor());
    perform(editor, 'object', gesture({ x: 3, y: 3 }, { x: 3, y: 3 }));
    const text = editor.copy() ?? '';
    const there = started();
    const before = there.editor.world.objects.length;
    expect(there.editor.paste('a shopping list')).toBe(false);
    expect(there.editor.paste(text)).toBe(true);
    expect(there.editor.world.objects).toHaveLength(before + 1);
  });

  it('what a newer Atrium has copied is refused with a word', () => {
    const { editor } = started(openFloor());
    perform(editor, 'object', gesture({ x: 3, y: 3 }, { x: 3, y: 3 }));
    const copied: unknown = JSON.parse(editor.copy() ?? '');
    expect(editor.paste(JSON.stringify(Object.assign({}, copied, { formatVersion: 99 })))).toBe(true);
    expect(editor.store.getState().refused?.why).toBe('newer-format');
    expect(editor.world.objects).toHaveLength(1);
  });
});

describe('by keyboard alone', () => {
  /** One tile at a time, as arrow keys do. */
  const go = (editor: Editor, x: number, y: number, isExtending = false) => {
    const at = () => editor.store.getState().cursor?.to ?? { x: 6, y: 6 };
    const way = { extends: isExtending };
    do editor.moveCursor({ x: Math.sign(x - at().x), y: 0 }, way);
    while (at().x !== x);
    while (at().y !== y) editor.moveCursor({ x: 0, y: Math.sign(y - at().y) }, way);
  };

  it('a room is drawn, an Object placed, selected, moved and linked', () => {
    const { editor } = started(openFloor());
    editor.choose('room');
    go(editor, 2, 2);
    go(editor, 8, 7, true);
    expect(editor.store.getState().plan?.area).toEqual([{ x: 2, y: 2, width: 7, height: 6 }]);
    editor.pressCursor({ adds: false });
    expect(editor.world.zones.map(areaOfZone)).toEqual([[{ x: 3, y: 3, width: 5, height: 4 }]]);
    editor.choose('object');
    for (const [object, x] of [
      ['Chair', 4],
      ['Computer', 6],
    ] as const) {
      editor.setChoices({ object });
      go(editor, x, 4);
      editor.pressCursor({ adds: false });
    }
    editor.choose('link');
    go(editor, 6, 4);
    go(editor, 4, 4, true);
    editor.pressCursor({ adds: false });
    const [chair, computer] = editor.world.objects;
    expect(computer?.linkedObjects).toEqual([chair?.id]);
    editor.choose('select');
    go(editor, 4, 4);
    editor.pressCursor({ adds: false });
    expect(editor.store.getState().selection.ids).toEqual(new Set([chair?.id]));
    editor.move({ x: 0, y: 1 });
    expect(editor.world.objects[0]?.position).toEqual({ x: 4, y: 5 });
  });

  it('the tile stays on the Map', () => {
    const { editor } = started(openFloor());
    for (let times = 0; times < 30; times++) editor.moveCursor({ x: -1, y: 0 }, { extends: false });
    expect(editor.store.getState().cursor?.to).toEqual({ x: 0, y: 6 });
  });
});

it('an Object that overlaps another one is doubtful, and one outside of the Map is refused', () => {
  const world = openFloor();
  const plan = (at: Position, on: World) =>
    planGesture(
      'object',
      { world: on, selection: { ids: new Set() }, choices, newId: (kind) => kind },
      gesture(at, at),
    );
  expect(plan({ x: 3, y: 3 }, world)).toMatchObject({ fit: 'fits', ghosts: [{ type: 'Desk' }] });
  const { editor } = started(world);
  perform(editor, 'object', gesture({ x: 3, y: 3 }, { x: 3, y: 3 }));
  expect(plan({ x: 4, y: 3 }, editor.world).fit).toBe('doubtful');
  expect(plan({ x: 11, y: 3 }, world).fit).toBe('refused');
});

it('a furnished room is doubtful over furniture that is there', () => {
  const { editor } = started(openFloor());
  editor.setChoices({ design: 'oneToOne' });
  editor.choose('room');
  const fit = () => {
    editor.hover(gesture({ x: 6, y: 6 }, { x: 6, y: 6 }), { x: 6, y: 6 });
    return editor.store.getState().plan?.fit;
  };
  expect(fit()).toBe('fits');
  perform(editor, 'object', gesture({ x: 6, y: 5 }, { x: 6, y: 5 }));
  editor.choose('room');
  expect(fit()).toBe('doubtful');
});

it('what is moved or copied is doubtful where it would stand in something, or something in its walls', () => {
  const { editor } = started(openFloor());
  perform(editor, 'object', gesture({ x: 2, y: 2 }, { x: 2, y: 2 }));
  perform(editor, 'object', gesture({ x: 2, y: 6 }, { x: 2, y: 6 }));
  const [first] = editor.world.objects;
  editor.choose('select');
  const fit = (fromId: string | undefined, from: Position, to: Position, copies = false) => {
    editor.hover(gesture(from, to, { fromId, copies }), to);
    return editor.store.getState().plan?.fit;
  };
  expect(fit(first?.id, { x: 2, y: 2 }, { x: 2, y: 4 })).toBe('fits');
  expect(fit(first?.id, { x: 2, y: 2 }, { x: 3, y: 2 })).toBe('fits');
  expect(fit(first?.id, { x: 2, y: 2 }, { x: 2, y: 6 })).toBe('doubtful');
  expect(fit(first?.id, { x: 2, y: 2 }, { x: 2, y: 6 }, true)).toBe('doubtful');
  perform(editor, 'room', gesture({ x: 6, y: 2 }, { x: 9, y: 5 }));
  const [zone] = editor.world.zones;
  editor.selectRoom(zone?.id ?? '');
  editor.choose('select');
  expect(fit(zone?.id, { x: 7, y: 3 }, { x: 8, y: 4 })).toBe('fits');
  expect(fit(zone?.id, { x: 7, y: 3 }, { x: 4, y: 3 })).toBe('doubtful');
});

it('another choice shows at once what would be done with it', () => {
  const { editor } = started(openFloor());
  editor.choose('object');
  editor.hover(gesture({ x: 4, y: 4 }, { x: 4, y: 4 }), { x: 4, y: 4 });
  editor.setChoices({ object: 'Plant' });
  expect(editor.store.getState().plan?.ghosts).toMatchObject([{ type: 'Plant' }]);
  editor.choose('room');
  editor.setChoices({ design: 'oneToOne' });
  expect(editor.store.getState().plan).toBeUndefined();
  editor.hover(gesture({ x: 6, y: 6 }, { x: 6, y: 6 }), { x: 6, y: 6 });
  editor.setChoices({ design: undefined });
  expect(editor.store.getState().plan?.ghosts).toEqual([]);
});

it('what is turned four times is as it was, and each turn is one step', () => {
  const { editor, history } = started(openFloor());
  perform(editor, 'object', gesture({ x: 3, y: 3 }, { x: 3, y: 3 }));
  const before = editor.world.objects;
  editor.choose('select');
  for (let turns = 0; turns < 4; turns++) editor.turn(1);
  expect(editor.world.objects).toEqual(before);
  expect(history().done).toHaveLength(5);
  editor.turn(3);
  expect(editor.world.objects).toMatchObject([{ rotation: 270 }]);
});

it('a room that is turned back lies as if it was turned on three times, walls and all', () => {
  const turned = (editor: Editor) => {
    perform(editor, 'room', gesture({ x: 2, y: 2 }, { x: 8, y: 5 }));
    editor.selectRoom(editor.world.zones[0]?.id ?? '');
    editor.choose('select');
    return editor;
  };
  const [back, on] = [turned(started(openFloor()).editor), turned(started(openFloor()).editor)];
  back.turn(3);
  for (let turns = 0; turns < 3; turns++) on.turn(1);
  expect(back.world).toEqual(on.world);
  expect(back.store.getState().selection).toEqual(on.store.getState().selection);
});

describe('a press', () => {
  const drawn = gesture({ x: 2, y: 2 }, { x: 7, y: 6 });
  const begun = (tool: ToolName) => {
    const begin = started(openFloor());
    perform(begin.editor, 'object', gesture({ x: 2, y: 8 }, { x: 2, y: 8 }));
    begin.editor.choose(tool);
    begin.editor.press();
    begin.editor.hover(drawn, { x: 7, y: 6 });
    expect(begin.editor.store.getState().plan).toBeDefined();
    return begin;
  };

  it.each<[string, (editor: Editor) => void]>([
    ['is given up', (editor) => editor.giveUp()],
    ['goes on with another tool', (editor) => editor.choose('wall')],
    ['goes on after an undo', (editor) => editor.undo()],
  ])('that %s does nothing, until the next', (_case, happens) => {
    const { editor } = begun('room');
    happens(editor);
    const { world } = editor;
    editor.hover(drawn, { x: 7, y: 6 });
    expect(editor.store.getState().plan).toBeUndefined();
    editor.finish(drawn);
    expect(editor.world).toBe(world);
    editor.press();
    editor.finish(drawn);
    expect(editor.world).not.toBe(world);
  });

  it('is all that the first Escape gives up', () => {
    const { editor } = begun('room');
    expect([editor.giveUp(), editor.giveUp()]).toEqual([true, false]);
    expect(editor.store.getState().tool).toBe('room');
  });

  it('puts the tile of the keyboard away', () => {
    const { editor } = started(openFloor());
    editor.moveCursor({ x: 1, y: 0 }, { extends: false });
    editor.press();
    expect(editor.store.getState().cursor).toBeUndefined();
  });
});

it('why something was not done is said until something else is tried', () => {
  const { editor } = started(openFloor());
  const why = () => editor.store.getState().refused?.why;
  const tries: readonly ((editor: Editor) => void)[] = [
    () => editor.choose('wall'),
    () => {
      editor.press();
      editor.rest();
    },
    () => perform(editor, 'object', gesture({ x: 3, y: 3 }, { x: 3, y: 3 })),
    () => editor.undo(),
  ];
  for (const tried of tries) {
    editor.select({ ids: new Set() });
    editor.erase();
    expect(why()).toBe('nothing-selected');
    tried(editor);
    expect(why()).toBeUndefined();
  }
});

it.each(['object', 'spawn'] as const)('a double click with the tool %s places one', (tool) => {
  const { editor } = started(openFloor());
  const count = () => editor.world.objects.length + editor.world.spawnPoints.length;
  const before = count();
  for (let clicks = 0; clicks < 2; clicks++) perform(editor, tool, gesture({ x: 3, y: 3 }, { x: 3, y: 3 }));
  expect(count()).toBe(before + 1);
});

it('rules of a Zone and of the ground around Zones are set, taken away, and undone', () => {
  const { editor, history } = started();
  const [zone] = editor.world.zones;
  const first = editor.world;
  const zoneNow = () => editor.world.zones.find(({ id }) => id === zone?.id);
  editor.change('zones', zone?.id ?? '', { overrides: { camera: false } });
  expect(zoneNow()).toMatchObject({ overrides: { camera: false } });
  editor.change('zones', zone?.id ?? '', { overrides: undefined });
  expect(zoneNow()).not.toHaveProperty('overrides');
  editor.changeWorld({ groundZone: { overrides: { audio: 'off' } } });
  expect(editor.world.groundZone).toMatchObject({ overrides: { audio: 'off' } });
  editor.changeWorld({ groundZone: { overrides: undefined } });
  expect(editor.world.groundZone).not.toHaveProperty('overrides');
  while (history().done.length > 0) editor.undo();
  expect(editor.world).toEqual(first);
});

it('what was found out about an older World is passed over', () => {
  const { editor } = started(openFloor());
  const before = editor.world;
  perform(editor, 'object', gesture({ x: 3, y: 3 }, { x: 3, y: 3 }));
  editor.found(before, []);
  expect(editor.store.getState().problems).toBeUndefined();
  editor.found(editor.world, []);
  expect(editor.store.getState()).toMatchObject({ problems: [], isUnchecked: false });
  editor.notChecked(editor.world);
  expect(editor.store.getState()).toMatchObject({ problems: undefined, isUnchecked: true, asked: 0 });
  editor.checkAgain();
  expect(editor.store.getState()).toMatchObject({ problems: undefined, isUnchecked: false, asked: 1 });
});

it('whatever is pointed at is found: an Object by its body, a Door, a Zone by its floor', () => {
  const world = unpackTiles(officeWorld());
  const pick = createPickThing(world, new ObjectLooks());
  const at = ({ x, y }: Position, heightPx = 0) => pick({ x: screenX(x, y), y: screenY(x, y, heightPx) });
  for (const { id, bounds } of world.doors) {
    expect(at({ x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 })?.id).toBe(id);
  }
  const found = world.objects.map((object) => {
    const { x, y, width, height } = footprintOf(object);
    return at({ x: x + width / 2, y: y + height / 2 }, 4)?.id;
  });
  expect(found.every((id) => id !== undefined)).toBe(true);
  expect(found.filter((id, place) => id === world.objects[place]?.id).length).toBeGreaterThan(
    world.objects.length * 0.6,
  );
});

describe('any gestures', () => {
  const { width, height } = officeWorld().map;
  const place = fc.record({
    x: fc.integer({ min: -3, max: width + 2 }),
    y: fc.integer({ min: -3, max: height + 2 }),
  });
  const any = fc.array(
    fc.record({
      tool: fc.constantFrom(...toolNames),
      from: place,
      to: place,
      isDrag: fc.boolean(),
      thing: fc.nat(400),
      other: fc.nat(400),
      adds: fc.boolean(),
      copies: fc.boolean(),
    }),
    { maxLength: 25 },
  );

  it('leave a draft that can be drawn, do what they showed, and are undone wholly', () => {
    fc.assert(
      fc.property(any, (gestures) => {
        const { editor, history } = started();
        const first = editor.world;
        for (const { tool, from, to, isDrag, thing, other, adds, copies } of gestures) {
          const ids = [...editor.world.objects, ...editor.world.zones, ...editor.world.doors].map(
            ({ id }) => id,
          );
          const done = gesture(from, to, { isDrag, fromId: ids[thing], toId: ids[other], adds, copies });
          editor.choose(tool);
          editor.hover(done, to);
          const shown = editor.store.getState().plan;
          const steps = history().done.length;
          editor.finish(done);
          const isDone = history().done.length > steps;
          if (shown !== undefined && isDone) expect(shown.outcome?.ok).toBe(true);
          if (shown?.outcome?.ok === false) expect(isDone).toBe(false);
          expect(editor.store.getState().space.world).toBe(editor.world);
          createWorldSpace(editor.world);
        }
        while (history().done.length > 0) editor.undo();
        expect(editor.world).toEqual(first);
      }),
      { numRuns: inLongRuns(500, 20) },
    );
  });
});
