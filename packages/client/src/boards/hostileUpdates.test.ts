import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { boardLimits, boardPage } from './boardItem.ts';
import { Drawer } from './testing/drawer.ts';

/** An update of somebody who does not use this Client. */
function forged(forge: (items: Y.Map<unknown>) => void): Uint8Array {
  const doc = new Y.Doc();
  forge(doc.getMap('items'));
  return Y.encodeStateAsUpdate(doc);
}

function strokeFields(changes: Readonly<Record<string, unknown>> = {}): Y.Map<unknown> {
  const points = Y.Array.from([10, 10, 20, 20]);
  const fields = { kind: 'stroke', colour: 'ink', width: 6, points, x: 0, y: 0, ...changes };
  return new Y.Map(Object.entries(fields));
}

function noteFields(changes: Readonly<Record<string, unknown>> = {}): Y.Map<unknown> {
  const fields = { kind: 'note', colour: 'pink', x: 10, y: 10, text: new Y.Text('hi'), ...changes };
  return new Y.Map(Object.entries(fields));
}

/** Maps in maps in a map that is in a document already. */
function nestIn(map: Y.Map<unknown>, depth: number): void {
  map.doc?.transact(() => {
    let inner = map;
    for (let level = 0; level < depth; level++) inner = inner.set('in', new Y.Map<unknown>());
  });
}

describe('what came from others', () => {
  const hostile: Readonly<Record<string, (items: Y.Map<unknown>) => void>> = {
    'no map': (items) => items.set('000001-a', 'hello'),
    'a list': (items) => items.set('000001-a', Y.Array.from([1])),
    'an unknown kind': (items) => items.set('000001-a', noteFields({ kind: 'script' })),
    'an id of another form': (items) => items.set('zzz', noteFields()),
    'a very long id': (items) => items.set(`000001-${'a'.repeat(200)}`, noteFields()),
    'a colour of its own': (items) => items.set('000001-a', noteFields({ colour: 'url(https://a.example)' })),
    'no number': (items) => items.set('000001-a', noteFields({ x: Number.NaN })),
    'an endless number': (items) => items.set('000001-a', noteFields({ y: Infinity })),
    'a place beside the page': (items) => items.set('000001-a', noteFields({ x: boardPage.width + 1 })),
    'a text that is a plain value': (items) => items.set('000001-a', noteFields({ text: 'hi' })),
    'something embedded in its text': (items) => {
      items.set('000001-a', noteFields());
      ((items.get('000001-a') as Y.Map<unknown>).get('text') as Y.Text).insertEmbed(0, new Y.Map());
    },
    'half a point': (items) => items.set('000001-a', strokeFields({ points: Y.Array.from([1, 2, 3]) })),
    'no point': (items) => items.set('000001-a', strokeFields({ points: new Y.Array() })),
    'points that are none': (items) =>
      items.set('000001-a', strokeFields({ points: Y.Array.from(['1', {}]) })),
    'points beside the page': (items) =>
      items.set('000001-a', strokeFields({ points: Y.Array.from([-1, 5]) })),
    'more points than a stroke has': (items) =>
      items.set('000001-a', strokeFields({ points: Y.Array.from(Array<number>(4002).fill(1)) })),
    'moved off the page': (items) => items.set('000001-a', strokeFields({ x: -11 })),
    'wide as a wall': (items) => items.set('000001-a', strokeFields({ width: 5000 })),
    'nested deeper than any stack': (items) => nestIn(items.set('000001-a', new Y.Map<unknown>()), 20_000),
    'an item with something nested in it': (items) => nestIn(items.set('000001-a', noteFields()), 20_000),
  };

  it.each(Object.entries(hostile))('is passed over: %s', (_, forge) => {
    const ana = new Drawer('a', 1);
    ana.board.receive(
      forged((items) => {
        items.set('000000-good', strokeFields());
        forge(items);
      }),
    );
    expect(ana.board.items.map(({ itemId }) => itemId)).toEqual(['000000-good']);
    // And one can go on drawing, above all that can be seen.
    expect(ana.draw([{ x: 5, y: 5 }])).toBe('000001-a0');
  });

  it('is no update at all: the board stays as it was', () => {
    const ana = new Drawer('a', 1);
    ana.note('still here');
    for (const bytes of [[], [9], [255, 255, 255, 255], [1, 1, 1, 0, 200], Array<number>(64).fill(7)]) {
      expect(ana.board.receive(Uint8Array.from(bytes))).toBe(false);
    }
    expect(ana.texts).toEqual(['still here']);
  });

  it('is shown up to as many items as a board may have; one cannot add to them then', () => {
    const ana = new Drawer('a', 1);
    ana.board.receive(
      forged((items) => {
        for (let index = 0; index < boardLimits.items + 5; index++) {
          items.set(`${index.toString(36).padStart(6, '0')}-x`, noteFields());
        }
      }),
    );
    expect(ana.board.items).toHaveLength(boardLimits.items);
    expect([
      ana.board.beginStroke({ x: 1, y: 1 }, 'ink', 6),
      ana.board.addNote({ x: 1, y: 1 }, 'pink'),
    ]).toEqual([undefined, undefined]);
  });

  it('may be the last of all orders: what one draws is shown all the same', () => {
    const ana = new Drawer('a', 1);
    ana.board.receive(forged((items) => items.set('zzzzzz-x', noteFields())));
    ana.note('mine');
    expect([...ana.texts].sort()).toEqual(['hi', 'mine']);
  });
});
