import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Artist } from '../testing/artist.ts';
import { seededRandom } from '../testing/fakePorts.ts';
import { Office } from '../testing/office.ts';
import { boardPlan } from '../testing/plans.ts';
import { BoardDocument, boardBytes } from './boardDocument.ts';

const unhurried = { burst: 100_000, perSecond: 100_000 };
const patient = { boardUpdates: unhurried, messages: unhurried, requests: unhurried };

async function artists(...names: readonly string[]) {
  const office = new Office(boardPlan(), patient);
  const all: Artist[] = [];
  for (const name of names) {
    const client = await office.enter(name);
    await office.walk(client, 5.5, 2.5);
    await office.walk(client, 8.5, 2.5);
    const artist = new Artist(client, 'board-a');
    await artist.open();
    all.push(artist);
  }
  const [ana, ben, mal] = all;
  if (ana === undefined || ben === undefined || mal === undefined) throw new Error('Three are needed.');
  return { office, ana, ben, mal };
}

/** All honest people see the same, and so does whoever opens the board now. */
async function expectAgreement(office: Office, honest: readonly Artist[]): Promise<void> {
  const [first] = honest;
  const newcomer = new Artist(await office.enter('Newcomer'), 'board-a');
  await office.walk(newcomer.client, 5.5, 2.5);
  await office.walk(newcomer.client, 8.5, 2.5);
  await newcomer.open();
  for (const artist of [...honest, newcomer]) expect(artist.strokes).toEqual(first?.strokes);
  newcomer.client.request('leave');
}

/** An update of somebody who has drawn more than they have told. */
function buildingOnNothing(): Uint8Array {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const stroke of ['never told', 'told']) doc.getArray('strokes').push([stroke]);
  return updates[1] ?? new Uint8Array();
}

function whole(): Uint8Array {
  const doc = new Y.Doc();
  doc.getArray('strokes').push(['one', 'two', 'three']);
  return Y.encodeStateAsUpdate(doc);
}

/** Erases what is not there. */
function erasingNothing(): Uint8Array {
  const doc = new Y.Doc();
  doc.getArray('strokes').push(['x']);
  const before = Y.encodeStateVector(doc);
  doc.getArray('strokes').delete(0);
  return Y.encodeStateAsUpdate(doc, before);
}

describe('an update that makes no sense', () => {
  it.each([
    ['nothing at all', () => new Uint8Array()],
    ['garbage', () => Uint8Array.of(7, 7, 7, 7, 7, 7, 7)],
    ['all ones', () => new Uint8Array(200).fill(255)],
    ['one that breaks off', () => whole().subarray(0, -3)],
    ['one that builds on nothing', buildingOnNothing],
    ['one that erases nothing', erasingNothing],
  ])('closes the board for its sender alone: %s', async (_, make) => {
    const { office, ana, ben, mal } = await artists('Ana', 'Ben', 'Mal');
    ana.draw('before');
    mal.send(make());
    expect(mal.resets).toEqual(['unreadable']);
    mal.send(whole());
    expect([ana.strokes, ana.resets, ben.resets, mal.client.closedWith]).toEqual([
      ['before'],
      [],
      [],
      undefined,
    ]);
    ben.hear();
    ben.draw('after');
    expect(ana.strokes).toEqual(['before', 'after']);
    const again = new Artist(mal.client, 'board-a');
    await again.open();
    again.draw('sorry');
    expect(again.strokes).toEqual(['before', 'after', 'sorry']);
    await expectAgreement(office, [ana, ben, again]);
    expect(office.problems.reported).toEqual([]);
  });

  it('takes what does make sense of it to everybody', async () => {
    const { office, ana, ben, mal } = await artists('Ana', 'Ben', 'Mal');
    mal.send(Y.mergeUpdates([whole(), buildingOnNothing()]));
    expect(mal.resets).toEqual(['unreadable']);
    expect(ana.strokes).toEqual(['one', 'two', 'three']);
    await expectAgreement(office, [ana, ben]);
  });

  it('has no effect later, when what it was built on comes after all', async () => {
    const { office, ana, ben, mal } = await artists('Ana', 'Ben', 'Mal');
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (const stroke of ['1', '2']) doc.getArray('strokes').push([stroke]);
    mal.send(updates[1] ?? new Uint8Array());
    await mal.open();
    mal.send(updates[0] ?? new Uint8Array());
    expect(ana.strokes).toEqual(['1']);
    await expectAgreement(office, [ana, ben]);
  });

  it.each([1, 2, 3, 4, 5, 6])('whatever it is, honest people go on agreeing (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const { office, ana, ben, mal } = await artists('Ana', 'Ben', 'Mal');
    for (let round = 0; round < 150; round++) {
      const honest = random() < 0.5 ? ana : ben;
      honest.hear();
      if (random() < 0.2 && honest.strokes.length > 0)
        honest.erase(Math.floor(random() * honest.strokes.length));
      else honest.draw(`${honest.client.last('hello.ok')?.name} ${round}`);
      mal.hear();
      const forged = new Y.Doc();
      Y.applyUpdate(forged, Y.encodeStateAsUpdate(mal.doc));
      const known = Y.encodeStateVector(forged);
      forged.getArray('strokes').insert(0, [`forged ${round}`]);
      const update = Y.encodeStateAsUpdate(forged, random() < 0.5 ? known : undefined);
      for (let flip = Math.floor(random() * 4); flip > 0; flip--) {
        update[Math.floor(random() * update.length)] = Math.floor(random() * 256);
      }
      mal.send(random() < 0.3 ? update.subarray(0, Math.floor(random() * update.length)) : update);
      if (mal.resets.length > 0) {
        mal.client.forgetMessages();
        await mal.open();
      }
    }
    await expectAgreement(office, [ana, ben]);
    expect([ana.resets, ben.resets, office.problems.reported]).toEqual([[], [], []]);
  });
});

/** So many Yjs clients that each insert at one place, which every later one has to be sorted into. */
function manyAtOnePlace(clients: number): Uint8Array {
  const updates = Array.from({ length: clients }, (_, index) => {
    const doc = new Y.Doc();
    doc.clientID = index + 1;
    doc.getArray('strokes').push([0]);
    return Y.encodeStateAsUpdate(doc);
  });
  return Y.mergeUpdates(updates);
}

/** Pieces that each erase one. */
function erasingMuch(pieces: number): Uint8Array {
  const doc = new Y.Doc();
  const strokes = doc.getArray('strokes');
  strokes.push(Array.from({ length: pieces * 2 }, () => 0));
  const known = Y.encodeStateVector(doc);
  doc.transact(() => {
    for (let place = pieces - 1; place >= 0; place--) strokes.delete(place * 2);
  });
  return Y.encodeStateAsUpdate(doc, known);
}

describe('an update that is made to cost much', () => {
  it.each([
    ['many Yjs clients that insert at one place', () => manyAtOnePlace(1_900)],
    ['many pieces', () => Y.mergeUpdates([manyAtOnePlace(8), erasingMuch(4_000)])],
  ])('is not taken: %s', async (_, make) => {
    const { office, ana, ben, mal } = await artists('Ana', 'Ben', 'Mal');
    ana.draw('before');
    const update = make();
    expect(update.length).toBeLessThan(32 * 1024);
    mal.send(update);
    expect(mal.resets).toEqual(['unreadable']);
    expect(ana.strokes).toEqual(['before']);
    await expectAgreement(office, [ana, ben]);
  });
});

describe('an engine that hangs over an update', () => {
  it('loses that update alone: boards are as people were told, whoever opens them', async () => {
    const { office, ana, ben, mal } = await artists('Ana', 'Ben', 'Mal');
    ana.draw('one');
    ben.hear();
    ben.draw('two');
    office.boardEngine.hangsAt = (task) => task.kind === 'apply' && task.personId === 'mal';
    mal.hear();
    mal.draw('what hangs');
    expect(mal.resets).toEqual(['unreadable']);
    ana.hear();
    ana.draw('three');
    expect(ben.strokes).toEqual(['one', 'two', 'three']);
    await expectAgreement(office, [ana, ben]);
    // Whose Yjs client is whose is not forgotten either.
    office.boardEngine.hangsAt = () => false;
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(ana.doc));
    forged.clientID = ana.doc.clientID;
    const known = Y.encodeStateVector(forged);
    forged.getArray('strokes').push(['not hers']);
    mal.client.forgetMessages();
    await mal.open();
    mal.send(Y.encodeStateAsUpdate(forged, known));
    expect(mal.resets).toEqual(['unreadable']);
  });

  it('is not asked for more than one person, or one board, may cost', async () => {
    const { office, ana, mal } = await artists('Ana', 'Ben', 'Mal');
    office.boardEngine.tookMs = 400;
    for (const stroke of ['one', 'two', 'three']) mal.draw(stroke);
    expect(mal.resets).toEqual(['too-fast']);
    expect(ana.strokes).toEqual(['one', 'two']);
    ana.draw('still mine to draw on');
    expect(ana.resets).toEqual([]);
    await expectAgreement(office, [ana]);
  });
});

describe('somebody who draws in the name of another', () => {
  it('is not taken seriously, and whoever they pretend to be draws on', async () => {
    const { office, ana, ben, mal } = await artists('Ana', 'Ben', 'Mal');
    ana.draw('mine');
    mal.hear();
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(mal.doc));
    forged.clientID = ana.doc.clientID;
    const known = Y.encodeStateVector(forged);
    forged.getArray('strokes').push(['not hers']);
    mal.send(Y.encodeStateAsUpdate(forged, known));
    // Ana has not heard of it yet.
    ana.draw('mine as well');
    expect(mal.resets).toEqual(['unreadable']);
    expect(ana.strokes).toEqual(['mine', 'mine as well']);
    await expectAgreement(office, [ana, ben]);
    expect(ana.resets).toEqual([]);
  });
});

describe('a full board', () => {
  it('takes no more, and room is there again once something is erased', async () => {
    const { office, ana, ben, mal } = await artists('Ana', 'Ben', 'Mal');
    for (let stroke = 0; stroke < 100 && mal.resets.length === 0; stroke++) mal.draw('m'.repeat(20_000));
    expect([mal.resets, ana.strokes.length]).toEqual([['full'], Math.floor(boardBytes / 20_000)]);
    await expectAgreement(office, [ana, ben]);
    ben.hear();
    for (let place = 0; place < 3; place++) ben.erase(0);
    expect(ben.resets).toEqual([]);
    ana.hear();
    ana.draw('a'.repeat(20_000));
    expect([ana.resets, ben.strokes.at(-1)?.[0]]).toEqual([[], 'a']);
    await expectAgreement(office, [ana, ben]);
  });

  it('takes small updates yet, so that erasing is possible, but not without end', () => {
    const board = new BoardDocument();
    const outcomes: string[] = [];
    const draw = (doc: Y.Doc, stroke: string) => {
      doc.getArray('strokes').push([stroke]);
      return outcomes.at(-1) === 'taken';
    };
    const [large, small] = [new Y.Doc(), new Y.Doc()];
    for (const doc of [large, small]) {
      doc.on('update', (update: Uint8Array) => outcomes.push(board.apply(update, `${doc.clientID}`).outcome));
    }
    while (draw(large, 'x'.repeat(30_000)));
    expect(outcomes.at(-1)).toBe('full');
    let taken = 0;
    while (draw(small, 'x'.repeat(400))) taken++;
    expect(outcomes.at(-1)).toBe('full');
    expect(taken).toBeGreaterThan(100);
    expect(board.encode().length).toBeLessThan(boardBytes + 70_000);
  });
});
