import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectNothingRemains } from '../support/nothingRemains.ts';
import { RawWalker } from '../support/rawWalker.ts';
import { linksOf, planOf, switches, takePart } from '../support/talking.ts';
import { startTestServer } from '../support/testServer.ts';
import type { TestServer } from '../support/testServer.ts';
import { until } from '../support/until.ts';
import { Witnesses } from '../support/witnesses.ts';

let server: TestServer;
let inside: Witnesses;
let spy: RawWalker;

beforeEach(async () => {
  server = await startTestServer({ limits: { detachedMs: 100 }, configuration: { sfu: { kind: 'off' } } });
  spy = await RawWalker.enter(server, { spawnPointId: 'in-the-open', personId: 'spy' });
  inside = await Witnesses.enter(server, { spawnPointId: 'in-meeting' });
  for (const walker of [spy, inside.walker, inside.watcher]) await takePart(walker);
  await until(() => linksOf(inside.walker).length === 1, 'a link between those inside');
});

afterEach(async () => {
  await inside.expectUndisturbed();
  await inside.leave();
  await spy.leave();
  await expectNothingRemains(server);
  await server.remove();
});

function linkInside(): string {
  return linksOf(inside.walker)[0]?.linkId ?? '';
}

/** What was said reached nobody in the room. */
function expectNothingSignalled(): void {
  for (const walker of [inside.walker, inside.watcher]) expect(walker.all('media.signal')).toEqual([]);
}

describe('the media of another Zone', () => {
  test('are not told: neither plans, nor who has what switched on', async () => {
    inside.walker.send({ ...switches, camera: true });
    await until(() => inside.watcher.all('media.states').length > 1, 'the news inside');
    await spy.settled();
    const heard = JSON.stringify(spy.messages);
    for (const { personId } of [inside.walker, inside.watcher]) expect(heard).not.toContain(personId);
    expect(linksOf(spy)).toEqual([]);
  });

  test.each([
    ['an offer', { description: { type: 'offer', sdp: 'v=0' } }],
    ['a candidate', { candidate: null }],
  ])('are not reached by %s on a link that somebody else has', async (_, signal) => {
    spy.sendBytes(JSON.stringify({ type: 'media.signal', linkId: linkInside(), ...signal }));
    await spy.settled();
    expect(spy.all('error').at(-1)?.code).toBe('link_unknown');
    expectNothingSignalled();
  });

  test('are not moved by reports about their links', async () => {
    const linkId = linkInside();
    const before = inside.walker.all('media.plan').length;
    const links = [{ linkId, state: 'failed', loss: 1, relayed: true }];
    spy.sendBytes(JSON.stringify({ type: 'media.report', links }));
    spy.sendBytes(JSON.stringify({ type: 'media.live', linkIds: [linkId] }));
    await spy.settled();
    await inside.expectUndisturbed();
    expect(inside.walker.all('media.plan')).toHaveLength(before);
  });

  test('are not joined, whatever room is named', async () => {
    for (const sfuId of ['r-1', linkInside()]) {
      const reply = await spy.reply(spy.send({ type: 'sfu.join', sfuId }));
      expect(reply).toMatchObject({ type: 'error', code: 'sfu_unavailable' });
    }
  });
});

describe('somebody who holds links that were never theirs', () => {
  test('gets none of them', async () => {
    const linkId = linkInside();
    const again = await RawWalker.enter(server, { spawnPointId: 'in-the-open', personId: 'spy-again' });
    await again.reply(again.send({ ...switches, holds: [linkId] }));
    await until(() => linksOf(again).length === 1, 'a link to the spy');
    expect(linksOf(again)[0]?.linkId).not.toBe(linkId);
    await again.leave();
  });
});

describe('nonsense about media', () => {
  test.each([
    [
      'a description beyond all measure',
      { type: 'media.signal', description: { type: 'offer', sdp: 'x'.repeat(40_000) } },
    ],
    [
      'a source that does not exist',
      { type: 'sfu.consume', id: 1, sfuId: 'r', personId: 'p', source: 'keyboard' },
    ],
    ['switches that are none', { ...switches, id: 1, microphone: 1 }],
  ])('ends the session of its sender alone: %s', async (_, message) => {
    const fool = await RawWalker.enter(server, { spawnPointId: 'in-the-open' });
    fool.sendBytes(JSON.stringify({ linkId: 'p-1', ...message }));
    expect(await fool.closed()).toBe(4006);
  });

  test('before taking part is refused', async () => {
    const shy = await RawWalker.enter(server, { spawnPointId: 'in-the-open' });
    shy.sendBytes(JSON.stringify({ type: 'media.signal', linkId: linkInside(), candidate: null }));
    await shy.settled();
    expect(shy.all('error').at(-1)?.code).toBe('link_unknown');
    expectNothingSignalled();
    await shy.leave();
  });

  test('in a flood is refused, and ends the session in the end', async () => {
    const flooder = await RawWalker.enter(server, { spawnPointId: 'in-the-open' });
    await takePart(flooder);
    for (let count = 0; count < 700; count++) flooder.send(switches);
    expect(await flooder.closed()).toBe(4007);
    expect(flooder.all('error').some(({ code }) => code === 'rate_limited')).toBe(true);
  });
});

describe('muting others', () => {
  test('is not for Guests', async () => {
    const { personId } = inside.watcher;
    const reply = await inside.walker.reply(
      inside.walker.send({ type: 'moderation.mute', personId, muted: true }),
    );
    expect(reply).toMatchObject({ type: 'error', code: 'not_allowed' });
    expect(planOf(inside.watcher)?.rules.muted).toBe(false);
    // A refusal is no disturbance of the other.
    inside.walker.messages.length = 0;
  });
});
