import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfiguration } from '../../src/configuration/configuration.ts';
import { createIceServers } from '../../src/media/createIceServers.ts';
import { startCoturn } from '../../src/testing/index.ts';
import type { RunningCoturn } from '../../src/testing/index.ts';
import { TurnClient } from '../../src/doctor/turnClient.ts';
import type { TurnUser } from '../../src/doctor/turnClient.ts';
import { until } from '../support/until.ts';

/** So long Atrium's credentials last. */
const hourMs = 3_600_000;

let coturn: RunningCoturn;
let clients: TurnClient[];

beforeEach(() => {
  clients = [];
});
afterEach(async () => {
  for (const client of clients) await client.close();
  await coturn.stop();
});

/** What Atrium gives a person, with the variables that a host sets. */
function credentialsFor(personId: string, nowMs = Date.now()): TurnUser {
  const { ice } = readConfiguration(coturn.environment);
  const [server] = createIceServers(ice, () => nowMs).turn(personId);
  return { username: server?.username ?? '', credential: server?.credential ?? '' };
}

function client(user: TurnUser): TurnClient {
  const made = new TurnClient(coturn, user);
  clients.push(made);
  return made;
}

describe('coturn as deploy/coturn sets it up', () => {
  beforeEach(async () => {
    coturn = await startCoturn();
  });

  test('understands every line of its configuration', () => {
    expect(coturn.log()).not.toMatch(/bad configuration|wrong address|error/i);
  });

  test('takes the credentials that Atrium issues', async () => {
    expect(await client(credentialsFor('person-1')).allocate()).toMatchObject({ code: 0 });
  });

  test('refuses credentials that nobody issued', async () => {
    const real = credentialsFor('person-1');
    const wrong = [
      { ...real, credential: 'guessed' },
      { ...real, username: real.username.replace(/^\d+/, (expiry) => String(Number(expiry) + 60)) },
      { ...real, username: 'somebody' },
    ];
    for (const user of wrong) expect(await client(user).allocate()).toMatchObject({ code: 401 });
  });

  test('refuses credentials that have expired', async () => {
    const longAgo = Date.now() - 3_601_000;
    expect(await client(credentialsFor('person-1', longAgo)).allocate()).toMatchObject({ code: 401 });
  });

  test('goes on relaying for those whose credentials expire while they talk', async () => {
    const { person, issuedMs } = await comeInLate();
    const expiresMs = issuedMs + hourMs;
    await until(() => Date.now() > expiresMs, 'the end of the hour');
    // coturn looks at its clock now and then only.
    for (let late = 0, code = 0; code !== 401; late++) {
      ({ code } = await client(credentialsFor(`late-${late}`, issuedMs)).allocate());
      expect([0, 401]).toContain(code);
    }
    expect((await person.permit('8.8.8.8')).code).toBe(0);
  });

  /** At the end of the hour: 2 s before it, or as many more as a busy machine takes to let somebody in. */
  async function comeInLate(): Promise<{ readonly person: TurnClient; readonly issuedMs: number }> {
    for (let leftMs = 2_000; ; leftMs *= 2) {
      const issuedMs = Date.now() - hourMs + leftMs;
      const person = client(credentialsFor('person-1', issuedMs));
      const { code } = await person.allocate();
      if (code === 0) return { person, issuedMs };
      // Credentials end with a whole second.
      expect(Date.now()).toBeGreaterThan(issuedMs + hourMs - 1_000);
    }
  }

  test('relays to no machine behind a firewall', async () => {
    const person = client(credentialsFor('person-1'));
    await person.allocate();
    const inside = [
      '0.0.0.0',
      '10.0.0.1',
      '100.64.0.1',
      '127.0.0.1',
      '169.254.169.254',
      '172.31.255.254',
      '192.0.2.1',
      '192.168.1.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
    ];
    for (const address of inside) {
      expect([address, (await person.permit(address)).code]).toEqual([address, 403]);
    }
    expect((await person.permit('8.8.8.8')).code).toBe(0);
  });

  test('relays so much for one person, whatever the age of their credentials', async () => {
    await coturn.stop();
    coturn = await startCoturn({ lines: ['user-quota=2'] });
    const answers = [];
    for (const ageMs of [0, 1_000, 2_000]) {
      answers.push((await client(credentialsFor('person-1', Date.now() - ageMs)).allocate()).code);
    }
    expect(answers).toEqual([0, 0, 486]);
    expect((await client(credentialsFor('person-2')).allocate()).code).toBe(0);
  });
});

describe('coturn with many people', () => {
  test('sets enough aside for as many conversations as it may have', async () => {
    coturn = await startCoturn();
    for (let person = 0; person < 200; person++) {
      expect((await client(credentialsFor(`person-${person}`)).allocate()).code).toBe(0);
    }
  });
});

describe('coturn that may relay on this machine', () => {
  beforeEach(async () => {
    coturn = await startCoturn({ relaysToLoopback: true });
  });

  test('carries packets from one person to another', async () => {
    const one = client(credentialsFor('person-1'));
    const other = client(credentialsFor('person-2'));
    const { relayedPort = 0 } = await other.allocate();
    await one.allocate();
    await one.permit(coturn.host);
    await other.permit(coturn.host);
    one.send(coturn.host, relayedPort, 'hello');
    await until(() => other.received.length > 0, 'a packet');
    expect(other.received).toEqual(['hello']);
  });
});

describe('coturn behind NAT', () => {
  const publicAddress = '8.8.4.4';

  test('relays to itself, and to nobody else behind it', async () => {
    // Both ends of a conversation that is relayed know the other by the public address of the TURN server.
    const lines = [`external-ip=${publicAddress}/127.0.0.1`, 'allow-loopback-peers'];
    coturn = await startCoturn({ lines });
    const person = client(credentialsFor('person-1'));
    await person.allocate();
    const codes = [];
    for (const address of [publicAddress, '127.0.0.2', '10.0.0.1']) {
      codes.push((await person.permit(address)).code);
    }
    expect(codes).toEqual([0, 403, 403]);
  });
});
