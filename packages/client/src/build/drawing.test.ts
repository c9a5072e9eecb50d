import { footprintOf, isError, overlaps, packTiles, validateWorld } from '@atrium/world';
import type { Position } from '@atrium/world';
import { describe, expect, it } from 'vitest';
import type { Editor } from './editor.ts';
import { gesture, openFloor, perform, started } from './testing/startedEditor.ts';

describe('without a pointer', () => {
  it('what is selected moves to the tile that is typed, and only where it fits', () => {
    const { editor } = started();
    const [chair] = editor.world.objects.filter(({ type }) => type === 'Plant');
    editor.select({ ids: new Set([chair?.id ?? '']) });
    expect(editor.moveTo({ x: 3 })).toBe(true);
    const moved = editor.world.objects.find(({ id }) => id === chair?.id);
    expect(moved?.position).toEqual({ x: 3, y: chair?.position.y });
    expect(editor.moveTo({ y: 100_000 })).toBe(false);
    expect(editor.store.getState().refused?.why).toBe('outside-map');
  });

  it('a Zone gets the size that is typed, but never the tiles of another Zone', () => {
    const { editor } = started(openFloor());
    perform(editor, 'zone', gesture({ x: 2, y: 2 }, { x: 4, y: 4 }));
    perform(editor, 'zone', gesture({ x: 8, y: 2 }, { x: 9, y: 4 }));
    const [first] = editor.world.zones;
    const id = first?.id ?? '';
    expect(editor.resizeZone(id, { x: 2, y: 2, width: 5, height: 4 })).toBe(true);
    expect(editor.world.zones[0]?.bounds).toEqual({ x: 2, y: 2, width: 5, height: 4 });
    expect(editor.resizeZone(id, { x: 2, y: 2, width: 7, height: 4 })).toBe(false);
    expect(editor.resizeZone(id, { x: 2, y: 2, width: 0, height: 4 })).toBe(false);
    expect(editor.store.getState().refused?.why).toBe('too-small');
  });

  it('a duplicate lies beside what it was made of, has ids of its own and is selected', () => {
    const { editor, history } = started(openFloor());
    perform(editor, 'room', gesture({ x: 2, y: 2 }, { x: 5, y: 6 }));
    const [zone] = editor.world.zones;
    editor.selectRoom(zone?.id ?? '');
    const before = history().done.length;
    editor.duplicate();
    expect(history().done).toHaveLength(before + 1);
    const [, copy] = editor.world.zones;
    expect(copy?.bounds).toEqual({ x: 7, y: 3, width: 2, height: 3 });
    expect(copy?.id).not.toBe(zone?.id);
    expect(editor.store.getState().selection.ids.has(copy?.id ?? '')).toBe(true);
  });

  it('Escape gives up what the keyboard draws, and stays at the tile', () => {
    const { editor } = started(openFloor());
    editor.choose('wall');
    editor.moveCursor({ x: 1, y: 0 }, { extends: false });
    editor.moveCursor({ x: 3, y: 0 }, { extends: true });
    const { cursor } = editor.store.getState();
    expect(editor.giveUpDrawing()).toBe(true);
    expect(editor.store.getState().cursor).toEqual({ from: cursor?.to, to: cursor?.to });
    expect(editor.giveUpDrawing()).toBe(false);
  });
});

describe('a room that is drawn', () => {
  const doorOf = ({ world }: Editor) => world.doors.at(-1)?.bounds;

  it('has the size that is typed, towards where it is drawn, and a click makes it too', () => {
    const { editor } = started(openFloor());
    editor.choose('room');
    const drawn = gesture({ x: 9, y: 9 }, { x: 7, y: 8 });
    editor.hover(drawn, { x: 7, y: 8 });
    for (const key of ['6', 'x', '4']) expect(editor.typeSize(key)).toBe(true);
    expect(editor.typeSize('x')).toBe(false);
    expect(editor.store.getState().plan?.area).toEqual([{ x: 4, y: 6, width: 6, height: 4 }]);
    editor.finish(drawn);
    expect(editor.world.zones.at(-1)?.bounds).toEqual({ x: 5, y: 7, width: 4, height: 2 });
    const click = gesture({ x: 2, y: 1 }, { x: 2, y: 1 });
    editor.hover(click, { x: 2, y: 1 });
    editor.typeSize('4');
    editor.finish(click);
    expect(editor.world.zones.at(-1)?.bounds).toEqual({ x: 3, y: 2, width: 2, height: 2 });
  });

  it('is doubtful, as a wall is, where its walls would cover Objects, but not around them', () => {
    const { editor } = started(openFloor());
    editor.setChoices({ object: 'Plant' });
    perform(editor, 'object', gesture({ x: 4, y: 4 }, { x: 4, y: 4 }));
    const fitOf = (tool: 'room' | 'wall', from: Position, to: Position) => {
      editor.choose(tool);
      editor.hover(gesture(from, to), to);
      return editor.store.getState().plan?.fit;
    };
    expect(fitOf('room', { x: 4, y: 2 }, { x: 8, y: 7 })).toBe('doubtful');
    expect(fitOf('room', { x: 2, y: 2 }, { x: 7, y: 7 })).toBe('fits');
    expect(fitOf('wall', { x: 4, y: 2 }, { x: 4, y: 6 })).toBe('doubtful');
    expect(fitOf('wall', { x: 5, y: 2 }, { x: 5, y: 6 })).toBe('fits');
  });

  it('digits mean nothing to other tools', () => {
    const { editor } = started(openFloor());
    editor.choose('wall');
    editor.hover(gesture({ x: 2, y: 2 }, { x: 4, y: 2 }), { x: 4, y: 2 });
    expect(editor.typeSize('6')).toBe(false);
  });

  it('has its Door where it was slid to, all around and back', () => {
    const { editor } = started(openFloor());
    editor.choose('room');
    const drawn = gesture({ x: 2, y: 2 }, { x: 6, y: 6 });
    editor.hover(drawn, { x: 6, y: 6 });
    const first = editor.store.getState().plan?.doors;
    editor.turn(1);
    expect(editor.store.getState().plan?.doors).not.toEqual(first);
    for (let place = 0; place < 11; place++) editor.turn(1);
    expect(editor.store.getState().plan?.doors).toEqual(first);
    editor.turn(3);
    const [shown] = editor.store.getState().plan?.doors ?? [];
    editor.finish(drawn);
    expect(doorOf(editor)).toEqual(shown);
  });

  it('a Door that is dragged stays in walls, and is the same Door', () => {
    const { editor } = started(openFloor());
    perform(editor, 'room', gesture({ x: 2, y: 2 }, { x: 6, y: 6 }));
    const [door] = editor.world.doors;
    const from = { x: door?.bounds.x ?? 0, y: door?.bounds.y ?? 0 };
    // Beside the wall, as one points.
    perform(editor, 'select', gesture(from, { x: 3, y: 7 }, { fromId: door?.id }));
    expect(editor.world.doors).toEqual([{ ...door, bounds: { x: 3, y: 6, width: 1, height: 1 } }]);
    perform(editor, 'select', gesture({ x: 3, y: 6 }, { x: 9, y: 9 }, { fromId: door?.id }));
    expect(editor.store.getState().refused?.why).toBe('door-not-in-wall');
  });
});

describe('the floor', () => {
  const floorAt = ({ world }: Editor, x: number, y: number) =>
    world.map.layers.find(({ id }) => id === 'floor')?.tiles[y * world.map.width + x];

  it('is painted where the brush has passed, without gaps, and with Shift as a rectangle', () => {
    const { editor, history } = started(openFloor());
    editor.setChoices({ floor: 'stone' });
    editor.choose('floor');
    const brush = (to: Position, adds: boolean) => {
      editor.press();
      for (const end of [{ x: 1, y: 1 }, { x: 4, y: 1 }, to])
        editor.hover(gesture({ x: 1, y: 1 }, end, { adds }), end);
      editor.finish(gesture({ x: 1, y: 1 }, to, { adds }));
    };
    brush({ x: 4, y: 4 }, false);
    expect([floorAt(editor, 3, 1), floorAt(editor, 4, 3), floorAt(editor, 2, 2)]).toEqual([
      'stone',
      'stone',
      floorAt(editor, 9, 9),
    ]);
    brush({ x: 4, y: 4 }, true);
    expect(floorAt(editor, 2, 2)).toBe('stone');
    expect(history().done).toHaveLength(2);
  });

  it('is filled up to the walls by two clicks on a tile, in one step', () => {
    const { editor, history } = started(openFloor());
    perform(editor, 'room', gesture({ x: 2, y: 2 }, { x: 6, y: 6 }));
    const steps = history().done.length;
    editor.choose('floor');
    editor.setChoices({ floor: 'stone' });
    const click = gesture({ x: 3, y: 3 }, { x: 3, y: 3 });
    editor.finish(click);
    // As what shows the editor does after every step.
    editor.setChoices({ zoneName: 'Meeting room 2' });
    editor.finish(click);
    expect([floorAt(editor, 3, 3), floorAt(editor, 5, 5)]).toEqual(['stone', 'stone']);
    expect(floorAt(editor, 9, 9)).not.toBe('stone');
    expect(history().done).toHaveLength(steps + 1);
  });
});

describe('other tools', () => {
  it('Pick takes up what lies there, for the tool that makes it', () => {
    const { editor } = started(openFloor());
    perform(editor, 'room', gesture({ x: 2, y: 2 }, { x: 6, y: 6 }));
    editor.setChoices({ object: 'Plant', rotation: 90 });
    perform(editor, 'object', gesture({ x: 4, y: 4 }, { x: 4, y: 4 }));
    const [plant] = editor.world.objects;
    editor.setChoices({ object: 'Desk', rotation: 0, wall: 'glass' });
    perform(editor, 'pick', gesture({ x: 4, y: 4 }, { x: 4, y: 4 }, { toId: plant?.id }));
    expect(editor.store.getState()).toMatchObject({
      tool: 'object',
      choices: { object: 'Plant', rotation: 90 },
    });
    perform(editor, 'pick', gesture({ x: 2, y: 2 }, { x: 2, y: 2 }));
    expect(editor.store.getState()).toMatchObject({ tool: 'wall', choices: { wall: 'wall' } });
    perform(editor, 'pick', gesture({ x: 3, y: 3 }, { x: 3, y: 3 }));
    expect(editor.store.getState()).toMatchObject({ tool: 'floor', choices: { floor: 'oak' } });
  });

  it('Pick takes up look, colour and image, and what is placed then has them too', () => {
    const { editor } = started(openFloor());
    const image = {
      asset: 'statue.png',
      footprint: { width: 2, depth: 1 },
      placement: 'floor',
      collision: true,
    } as const;
    const chosen = [
      { object: 'Chair', look: 'stool', colour: 'terracotta', image: undefined },
      { object: 'Custom', look: undefined, colour: undefined, image },
      {
        object: 'Desk',
        look: 'small-desk',
        colour: undefined,
        image: { asset: 'desk.png', image: { width: 2 } },
      },
      { object: 'Sofa', look: undefined, colour: undefined, image: undefined },
    ] as const;
    for (const [index, choices] of chosen.entries()) {
      const [from, to] = [
        { x: 1, y: 1 + 3 * index },
        { x: 6, y: 1 + 3 * index },
      ];
      editor.setChoices({ ...choices, rotation: 0 });
      perform(editor, 'object', gesture(from, from));
      const placed = editor.world.objects.at(-1);
      editor.setChoices({ object: 'Desk', look: 'long-desk', colour: 'blue', image: { asset: 'other.png' } });
      perform(editor, 'pick', gesture(from, from, { toId: placed?.id }));
      editor.finish(gesture(to, to));
      const { id, position, ...again } = editor.world.objects.at(-1) ?? {};
      expect(position).toEqual(to);
      expect(placed).toEqual({ ...again, id: placed?.id, position: from });
      expect(id).not.toBe(placed?.id);
    }
    expect(editor.world.objects).toMatchObject([
      { type: 'Chair', look: 'stool', colour: 'terracotta' },
      {},
      { type: 'Custom', ...image },
      {},
      { type: 'Desk', look: 'small-desk', asset: 'desk.png', image: { width: 2 } },
      {},
      { type: 'Sofa' },
      {},
    ]);
  });

  it('an image that is dropped or pasted becomes the floor where that is in hand, else an Object; once', () => {
    const { editor } = started(openFloor());
    const file = new File([], 'leaf.svg', { type: 'image/svg+xml' });
    editor.choose('floor');
    editor.offerImage(file);
    expect(editor.store.getState().tool).toBe('floor');
    expect(editor.takeOffered()).toBe(file);
    expect(editor.takeOffered()).toBeUndefined();
    editor.choose('wall');
    editor.offerImage(file);
    expect(editor.store.getState()).toMatchObject({ tool: 'object', offered: file });
  });

  it('images that the server does not have are told beside what else is wrong, also when they are found later', () => {
    const { editor } = started(openFloor());
    const [there, gone] = ['a', 'b'].map((letter) => `${letter.repeat(64)}.png`);
    const codes = () =>
      editor.store.getState().problems?.map(({ code, about }) => ({ code, tiles: about.tiles }));
    editor.setChoices({ object: 'Custom', image: { asset: there ?? '' } });
    perform(editor, 'object', gesture({ x: 4, y: 4 }, { x: 4, y: 4 }));
    editor.setChoices({ floor: gone ?? '' });
    perform(editor, 'floor', gesture({ x: 2, y: 2 }, { x: 3, y: 2 }, { adds: true }));
    editor.foundMissing(new Set([gone ?? '']));
    expect(codes()).toBeUndefined();
    editor.found(editor.world, []);
    const tiles = [2, 3].map((x) => ({ x, y: 2, width: 1, height: 1 }));
    expect(codes()).toEqual([{ code: 'missing-image', tiles }]);
    editor.foundMissing(new Set([gone ?? '', there ?? '']));
    expect(codes()).toHaveLength(2);
    editor.undo();
    editor.found(editor.world, []);
    expect(codes()).toEqual([{ code: 'missing-image', tiles: [{ x: 4, y: 4, width: 1, height: 1 }] }]);
  });

  it('a desk set comes linked, turned and side by side, and is doubtful only where it covers something', () => {
    const { editor, history } = started(openFloor());
    editor.setChoices({ furnitureSet: 'deskSet', rotation: 90 });
    editor.choose('object');
    editor.hover(gesture({ x: 3, y: 3 }, { x: 3, y: 3 }), { x: 3, y: 3 });
    expect(editor.store.getState().plan?.fit).toBe('fits');
    perform(editor, 'object', gesture({ x: 3, y: 3 }, { x: 3, y: 8 }, { adds: true }));
    expect(history().done).toHaveLength(1);
    const { objects } = editor.world;
    expect(objects.map(({ type }) => type)).toEqual(
      Array.from({ length: 3 }, () => ['Desk', 'Chair', 'Computer']).flat(),
    );
    for (const [index, computer] of objects.entries()) {
      if (computer.type !== 'Computer') continue;
      const [desk, chair] = objects.slice(index - 2);
      expect(computer.linkedObjects).toEqual([desk?.id, chair?.id]);
      expect(overlaps(footprintOf(computer), footprintOf(desk ?? computer))).toBe(true);
      expect(chair?.position.x).toBeLessThan(desk?.position.x ?? 0);
    }
    expect(validateWorld(packTiles(editor.world)).filter(isError)).toEqual([]);
    editor.hover(gesture({ x: 4, y: 4 }, { x: 4, y: 4 }), { x: 4, y: 4 });
    expect(editor.store.getState().plan?.fit).toBe('doubtful');
    // The same once more is one.
    perform(editor, 'object', gesture({ x: 3, y: 3 }, { x: 3, y: 3 }));
    expect(history().done).toHaveLength(1);
  });

  it('Shift places a row of Objects side by side', () => {
    const { editor, history } = started(openFloor());
    editor.setChoices({ object: 'Desk' });
    perform(editor, 'object', gesture({ x: 1, y: 1 }, { x: 6, y: 2 }, { adds: true }));
    const { width } = footprintOf({ type: 'Desk', rotation: 0, position: { x: 0, y: 0 } });
    expect(editor.world.objects.map(({ position }) => position)).toEqual(
      Array.from({ length: Math.floor(5 / width) + 1 }, (_, place) => ({ x: 1 + place * width, y: 1 })),
    );
    expect(history().done).toHaveLength(1);
  });

  it('a Zone takes and gives tiles as was chosen, and a hole is refused', () => {
    const { editor } = started(openFloor());
    perform(editor, 'zone', gesture({ x: 2, y: 2 }, { x: 6, y: 6 }));
    editor.setChoices({ zonePart: 'subtract' });
    perform(editor, 'zone', gesture({ x: 4, y: 4 }, { x: 4, y: 4 }));
    expect(editor.store.getState().refused?.why).toBe('zone-shape');
    perform(editor, 'zone', gesture({ x: 5, y: 5 }, { x: 6, y: 6 }));
    expect(editor.world.zones[0]?.polygon).toHaveLength(6);
    editor.setChoices({ zonePart: 'add' });
    perform(editor, 'zone', gesture({ x: 5, y: 5 }, { x: 6, y: 6 }));
    expect(editor.world.zones[0]?.bounds).toEqual({ x: 2, y: 2, width: 5, height: 5 });
  });

  it('the ghost of a furnished room shows its walls and its Door', () => {
    const { editor } = started(openFloor());
    editor.setChoices({ design: 'oneToOne' });
    editor.choose('room');
    editor.hover(gesture({ x: 5, y: 5 }, { x: 5, y: 5 }), { x: 5, y: 5 });
    const { plan } = editor.store.getState();
    expect(plan?.doors).toHaveLength(1);
    expect(plan?.walls?.length).toBeGreaterThanOrEqual(15);
  });
});

describe('what a finger has placed', () => {
  it('is a ghost until one says yes, and turns meanwhile', () => {
    const { editor } = started(openFloor());
    editor.setChoices({ object: 'Desk', rotation: 0 });
    editor.choose('object');
    expect(editor.asksFirst).toBe(true);
    editor.press();
    editor.hold(gesture({ x: 4, y: 4 }, { x: 4, y: 4 }), { x: 4, y: 4 });
    // The finger is gone from the plan.
    editor.rest();
    editor.turn(1);
    expect(editor.store.getState().plan?.ghosts).toMatchObject([{ type: 'Desk', rotation: 90 }]);
    expect(editor.world.objects).toEqual([]);
    editor.confirmHeld();
    expect(editor.world.objects).toMatchObject([{ type: 'Desk', rotation: 90, position: { x: 4, y: 4 } }]);
    expect(editor.store.getState().held).toBeUndefined();
  });

  it('is gone without a trace when one says no, or takes another tool', () => {
    const { editor, history } = started(openFloor());
    for (const end of [() => editor.giveUpHeld(), () => editor.choose('select')]) {
      editor.choose('object');
      editor.hold(gesture({ x: 4, y: 4 }, { x: 4, y: 4 }), { x: 4, y: 4 });
      end();
      expect(editor.store.getState()).toMatchObject({ held: undefined, plan: undefined });
    }
    expect(history().done).toEqual([]);
  });
});
