import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RawWalker } from './support/rawWalker.ts';
import { startTestServer } from './support/testServer.ts';
import type { TestServer } from './support/testServer.ts';
import { until } from './support/until.ts';

const switches = {
  type: 'media.state',
  microphone: true,
  camera: false,
  screen: false,
  doNotDisturb: false,
  audioOnly: false,
  holds: [],
};

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer({
    configuration: {
      sfu: { workers: 1, listenAddress: '127.0.0.1', announcedAddress: '203.0.113.7', firstPort: 0 },
    },
  });
});
afterEach(() => server.remove());

describe('Atrium with an SFU', () => {
  test('says so to the host', () => {
    expect(server.atrium.media).toBe('SFU: 1 worker, ports given by the system (UDP and TCP) at 203.0.113.7');
  });

  test('gives a MeetingRoom a room in it, at the address that the host announces', async () => {
    const people = [];
    for (const name of ['One', 'Other']) {
      const walker = await RawWalker.enter(server, { name, spawnPointId: 'in-meeting' });
      await walker.reply(walker.send(switches));
      people.push(walker);
    }
    const [one] = people;
    const planned = () => one?.all('media.plan').at(-1)?.sfu?.sfuId;
    await until(() => planned() !== undefined, 'a plan with a room of the SFU');
    const joined = await one?.reply(one.send({ type: 'sfu.join', sfuId: planned() }));
    expect(joined).toMatchObject({ type: 'sfu.join.ok' });
    expect(JSON.stringify(joined)).toContain('"203.0.113.7"');
    for (const walker of people) await walker.leave();
  });
});
