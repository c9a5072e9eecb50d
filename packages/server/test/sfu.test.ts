import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfiguration } from '../src/configuration/configuration.ts';
import { enterTalking, planOf } from './support/talking.ts';
import { startTestServer } from './support/testServer.ts';
import type { TestServer } from './support/testServer.ts';
import { until } from './support/until.ts';

let server: TestServer;
afterEach(() => server.remove());

/** What a Client that joins the room of a meeting is told of how to reach it. */
async function joinMeeting(): Promise<string> {
  const people = [];
  for (const name of ['One', 'Other']) {
    people.push(await enterTalking(server, { name, spawnPointId: 'in-meeting' }));
  }
  const [one] = people;
  const planned = () => one && planOf(one)?.sfu?.sfuId;
  await until(() => planned() !== undefined, 'a plan with a room of the SFU');
  const joined = await one?.reply(one.send({ type: 'sfu.join', sfuId: planned() }));
  expect(joined).toMatchObject({ type: 'sfu.join.ok' });
  for (const walker of people) await walker.leave();
  return JSON.stringify(joined);
}

describe('Atrium with an SFU at an address that the host announces', () => {
  beforeEach(async () => {
    server = await startTestServer({
      configuration: {
        sfu: {
          kind: 'embedded',
          listening: {
            workers: 1,
            listenAddress: '127.0.0.1',
            announcedHosts: ['203.0.113.7'],
            firstPort: 0,
          },
        },
      },
    });
  });

  test('says so to the host', () => {
    expect(server.atrium.media).toBe('SFU: 1 worker, ports given by the system (UDP and TCP) at 203.0.113.7');
  });

  test('gives a MeetingRoom a room in it, at that address', async () => {
    expect(await joinMeeting()).toContain('"203.0.113.7"');
  });
});

describe('Atrium with an SFU as it starts by default', () => {
  test('announces the addresses of this machine in networks, since no Firefox ever uses loopback', async () => {
    const { sfu } = readConfiguration({ ATRIUM_SFU_WORKERS: '1', ATRIUM_SFU_PORT: '0' });
    server = await startTestServer({ configuration: { sfu } });
    const inNetworks = Object.entries(networkInterfaces())
      .filter(([name]) => /^(eth|en|wl)/.test(name))
      .flatMap(([, addresses]) => addresses ?? [])
      .map(({ address }) => address)
      .filter((address) => !address.startsWith('fe80:'));
    const reply = await joinMeeting();
    for (const address of ['127.0.0.1', ...inNetworks]) {
      expect(reply).toContain(`"${address}"`);
      expect(server.atrium.media).toContain(address);
    }
  });
});
