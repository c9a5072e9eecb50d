import { officeWorld } from '@atrium/world/testing';
import { beforeEach, expect, it } from 'vitest';
import { Office } from '../testing/office.ts';

const ana = { personId: 'ana', name: 'Ana', role: 'Editor' } as const;
const ben = { personId: 'ben', name: 'Ben', role: 'Admin' } as const;
const forMs = 90_000;
const told = (client: Awaited<ReturnType<Office['enter']>>) =>
  client.of('world.editing').map(({ by }) => by?.name ?? null);

let office: Office;
beforeEach(() => {
  office = new Office(officeWorld());
});

it('who edits a World is told once to everyone in it, and to who comes later', async () => {
  const cem = await office.enter('Cem');
  office.server.worldEdited('office', { by: ana, forMs });
  office.server.worldEdited('office', { by: ana, forMs });
  const dora = await office.enter('Dora:Guest');
  expect([told(cem), told(dora)]).toEqual([['Ana'], ['Ana']]);
  office.server.worldEdited('office', { by: ben, forMs });
  office.server.worldEdited('office', undefined);
  office.server.worldEdited('office', undefined);
  expect([told(cem), told(dora)]).toEqual([
    ['Ana', 'Ben', null],
    ['Ana', 'Ben', null],
  ]);
  expect(told(await office.enter('Eve'))).toEqual([]);
});

it('an editor who does not say so again has gone', async () => {
  const cem = await office.enter('Cem');
  office.server.worldEdited('office', { by: ana, forMs });
  cem.request('ping');
  await office.pass(8_000);
  office.server.worldEdited('office', { by: ana, forMs: 9_000 });
  cem.request('ping');
  await office.pass(8_000);
  expect(told(cem)).toEqual(['Ana']);
  cem.request('ping');
  await office.pass(2_000);
  expect(told(cem)).toEqual(['Ana', null]);
});

it('who edits a World is known in one that was empty, and on a server that has just started', async () => {
  office.server.worldEdited('office', { by: ana, forMs });
  expect(told(await office.enter('Cem'))).toEqual([]);
  office.editors.editing.set('office', { by: ben, forMs });
  office.restart();
  expect(told(await office.enter('Dora'))).toEqual(['Ben']);
  office.server.worldEdited('nowhere', { by: ana, forMs });
});
