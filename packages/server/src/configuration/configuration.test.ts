import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultSignalingLimits } from '@atrium/signaling';
import { readConfiguration, readSfuConfiguration } from './configuration.ts';
import { ConfigurationError } from './configurationError.ts';
import { findUnknownVariables } from './unknownVariables.ts';
import { environmentDefaults } from './environmentDefaults.ts';

const turnSecret = 'thirty-two characters and a few more';

describe('configuration', () => {
  test('nothing has to be set', () => {
    const configuration = readConfiguration({});
    expect(configuration).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      secret: undefined,
      logLevel: 'info',
    });
    expect(configuration.signaling.maxPeoplePerWorld).toBe(150);
  });

  test('an empty variable counts as not set', () => {
    expect(readConfiguration({ ATRIUM_PORT: '', ATRIUM_LOG_LEVEL: '' })).toEqual(readConfiguration({}));
  });

  test('what is set is used', () => {
    const configuration = readConfiguration({
      ATRIUM_PORT: '0',
      ATRIUM_WORLDS_DIR: '/srv/worlds',
      ATRIUM_ALLOWED_ORIGINS: 'https://office.example.com, http://localhost:5173/',
      ATRIUM_EMBED_ORIGINS: 'https://wiki.example.com',
      ATRIUM_TRUSTED_PROXIES: '10.0.0.0/8,::1',
      ATRIUM_MAX_PEOPLE_PRIVATE_ROOM: '4',
    });
    expect(configuration.port).toBe(0);
    expect(configuration.worldsFolder).toBe('/srv/worlds');
    expect(configuration.allowedOrigins).toEqual(['https://office.example.com', 'http://localhost:5173']);
    expect(configuration.embedOrigins).toEqual(['https://wiki.example.com']);
    expect(configuration.trustedProxies).toEqual(['10.0.0.0/8', '::1']);
    expect(configuration.signaling.maxPeopleByZoneType.PrivateRoom).toBe(4);
  });

  test('people talk as the host says', () => {
    const { ice, sfu, signaling } = readConfiguration({
      ATRIUM_STUN_URLS: 'stun:turn.example.com:3478',
      ATRIUM_TURN_URLS: 'turn:turn.example.com:3478?transport=udp, turns:[2001:db8::7]:443?transport=tcp',
      ATRIUM_TURN_SECRET: turnSecret,
      ATRIUM_SFU_WORKERS: '2',
      ATRIUM_SFU_ANNOUNCED_ADDRESS: '203.0.113.7, office.example.com',
      ATRIUM_P2P_RETURN_SECONDS: '20',
      ATRIUM_P2P_MAX_LOSS_PERCENT: '10',
      ATRIUM_EARSHOT_TILES: '8',
    });
    expect(ice).toEqual({
      stunUrls: ['stun:turn.example.com:3478'],
      turn: {
        urls: ['turn:turn.example.com:3478?transport=udp', 'turns:[2001:db8::7]:443?transport=tcp'],
        secret: turnSecret,
        credentialSeconds: 3600,
      },
    });
    expect(sfu).toEqual({
      kind: 'embedded',
      listening: {
        workers: 2,
        listenAddress: '0.0.0.0',
        announcedHosts: ['203.0.113.7', 'office.example.com'],
        firstPort: 40_000,
      },
    });
    expect(signaling.media).toMatchObject({
      p2pReturnMs: 20_000,
      maxLossShare: 0.1,
      earshotTiles: 8,
      connectTiles: 12,
    });
  });

  test('the defaults for talking are those of the Signaling Server', () => {
    expect(readConfiguration({}).signaling).toEqual(defaultSignalingLimits);
  });

  test('SFU=off is short for ATRIUM_SFU=off, and other programs may have a variable SFU', () => {
    expect(readConfiguration({ SFU: 'off' }).sfu.kind).toBe('off');
    expect(readConfiguration({ ATRIUM_SFU: 'off' }).sfu.kind).toBe('off');
    expect(readConfiguration({ ATRIUM_SFU: 'auto', SFU: 'off' }).sfu.kind).toBe('embedded');
    expect(readConfiguration({ SFU: 'San Francisco University' }).sfu.kind).toBe('embedded');
  });

  test('the SFU may be another process, at the path of its socket, which it reads in the same variable', () => {
    const environment = { ATRIUM_SFU: '/run/atrium/sfu.sock', ATRIUM_SFU_WORKERS: '3' };
    expect(readConfiguration(environment).sfu).toEqual({ kind: 'socket', path: '/run/atrium/sfu.sock' });
    const { path, listening } = readSfuConfiguration(environment);
    expect([path, listening.workers, listening.listenAddress]).toEqual([
      '/run/atrium/sfu.sock',
      3,
      '0.0.0.0',
    ]);
    expect(() => readSfuConfiguration({})).toThrow('ATRIUM_SFU: give the path of the socket');
  });

  test.each([
    [{ ATRIUM_SFU: 'sfu.sock' }, 'or give the path of a socket'],
    [{ ATRIUM_SFU: `/${'long'.repeat(30)}` }, 'or give the path of a socket'],
    [{ ATRIUM_SFU_ANNOUNCED_ADDRESS: 'https://office.example.com' }, 'is not a host name or an address'],
    [{ ATRIUM_TURN_URLS: 'turn:a.example.com' }, 'ATRIUM_TURN_SECRET: set it as well'],
    [{ ATRIUM_TURN_SECRET: turnSecret }, 'ATRIUM_TURN_URLS: set it as well'],
    [{ ATRIUM_TURN_URLS: 'https://a.example.com' }, 'is not a TURN address'],
    [{ ATRIUM_STUN_URLS: 'turn:a.example.com' }, 'is not a STUN address'],
    [{ ATRIUM_STUN_URLS: 'stun:a.example.com?transport=udp' }, 'is not a STUN address'],
    [{ ATRIUM_CLUSTER_LISTEN: '10.0.0.11:7070' }, 'DATABASE_URL: set it as well'],
    [{ ATRIUM_CLUSTER_LISTEN: '10.0.0.11:7070' }, 'ATRIUM_S3_ENDPOINT: set it as well'],
    [{ ATRIUM_CLUSTER_LISTEN: '10.0.0.11:7070' }, 'ATRIUM_SECRET: set it as well'],
    [{ ATRIUM_CLUSTER_LISTEN: '10.0.0.11:7070', ATRIUM_ACCOUNTS: 'off' }, 'ATRIUM_ACCOUNTS: leave it on'],
    [{ ATRIUM_CLUSTER_LISTEN: '10.0.0.11:7070', ATRIUM_DOMAIN: 'office.example.com' }, 'ATRIUM_DOMAIN: set'],
    [{ ATRIUM_CLUSTER_LISTEN: '0.0.0.0:7070' }, 'ATRIUM_CLUSTER_ADDRESS: say where'],
    [
      { ATRIUM_CLUSTER_LISTEN: '10.0.0.11' },
      'ATRIUM_CLUSTER_LISTEN: "10.0.0.11" is not an address with a port',
    ],
    [{ ATRIUM_CLUSTER_ADDRESS: '10.0.0.11:7070' }, 'ATRIUM_CLUSTER_LISTEN: set it as well'],
    [{ ATRIUM_TLS_CERT: 'cert.pem' }, 'ATRIUM_TLS_KEY: set it as well'],
    [{ ATRIUM_TLS_KEY: 'key.pem' }, 'ATRIUM_TLS_CERT: set it as well'],
    [
      { ATRIUM_HTTPS: 'self-signed', ATRIUM_TLS_CERT: 'a', ATRIUM_TLS_KEY: 'b' },
      'ATRIUM_HTTPS: leave it out where ATRIUM_TLS_CERT and ATRIUM_TLS_KEY is set',
    ],
    [{ ATRIUM_HTTPS: 'on' }, 'choose one of auto, off, self-signed'],
    [{ ATRIUM_SFU_PORT: '65535', ATRIUM_SFU_WORKERS: '2' }, 'ATRIUM_SFU_PORT: every worker takes one port'],
    [{ ATRIUM_DOMAIN: '203.0.113.7' }, 'is not a domain'],
    [{ ATRIUM_DOMAIN: 'office' }, 'is not a domain'],
    [{ ATRIUM_DOMAIN: 'https://office.example.com' }, 'is not a domain'],
    [
      { ATRIUM_EDGE_SOCKET: '/run/admin.sock', ATRIUM_EDGE_CERT: '/run/a.pem' },
      'ATRIUM_DOMAIN: set it as well',
    ],
    [{ ATRIUM_METRICS: '9464' }, 'is not an address with a port'],
  ])('%o is refused with a sentence', (environment, sentence) => {
    expect(() => readConfiguration(environment)).toThrow(sentence);
  });

  test('every problem is listed with the name of its variable, in one message', () => {
    const environment = {
      ATRIUM_PORT: '70000',
      ATRIUM_SECRET: 'short',
      ATRIUM_LOG_LEVEL: 'loud',
      ATRIUM_ALLOWED_ORIGINS: 'office.example.com',
      ATRIUM_TRUSTED_PROXIES: '10.0.0.0/33',
      ATRIUM_MAX_CONNECTIONS: 'many',
    };
    expect(() => readConfiguration(environment)).toThrow(ConfigurationError);
    for (const name of Object.keys(environment)) expect(() => readConfiguration(environment)).toThrow(name);
    expect(() => readConfiguration(environment)).toThrow('give a whole number from 0 to 65535');
  });

  test('a variable that there is not is named, with the one that was probably meant', () => {
    const unknown = (environment: Record<string, string>) => findUnknownVariables(environment);
    expect(unknown({ ATRIUM_PROT: '8080', ATRIUM_HOST: '::', PATH: '/bin' })).toEqual([
      'ATRIUM_PROT is not a setting of Atrium, and changes nothing. Did you mean ATRIUM_PORT?',
    ]);
    expect(unknown({ atrium_port: '1', ATRIUM_MAX_CONECTIONS: '1' })).toEqual([
      'atrium_port is not a setting of Atrium, and changes nothing. Did you mean ATRIUM_PORT?',
      'ATRIUM_MAX_CONECTIONS is not a setting of Atrium, and changes nothing. Did you mean ATRIUM_MAX_CONNECTIONS?',
    ]);
    expect(unknown({ ATRIUM_BICYCLE_SHED_COLOUR: 'red' })).toEqual([
      'ATRIUM_BICYCLE_SHED_COLOUR is not a setting of Atrium, and changes nothing. See docs/host/configuration.md.',
    ]);
    // Of the tests and of `npm run dev`.
    expect(
      unknown({ ATRIUM_CHROMIUM: '/usr/bin/chromium', ATRIUM_DEV_SERVER: 'x', ATRIUM_TEST_LONG: '1' }),
    ).toEqual([]);
  });

  test('docs/host/configuration.md names the same variables and defaults', () => {
    const guide = readFileSync(new URL('../../../../docs/host/configuration.md', import.meta.url), 'utf8');
    const rows = [
      ...guide.matchAll(/^- \*\*`((?:ATRIUM|DATABASE)_\w+)`\*\*(?: \(default `([^`]*)`\))?:\s\S/gm),
    ];
    expect(Object.fromEntries(rows.map(([, name, byDefault]) => [name, byDefault ?? '']))).toEqual(
      environmentDefaults,
    );
  });
});

describe('a domain', () => {
  test('is one decision: ports, address and certificate follow from it', () => {
    const { host, port, publicUrl, https } = readConfiguration({ ATRIUM_DOMAIN: 'Office.example.com' });
    expect([host, port, publicUrl]).toEqual(['0.0.0.0', 443, 'https://office.example.com']);
    expect(https).toMatchObject({ kind: 'acme', acme: { domain: 'office.example.com' }, httpPort: 80 });
  });

  test('leaves what is set as it is', () => {
    const files = { ATRIUM_TLS_CERT: '/a.pem', ATRIUM_TLS_KEY: '/a.key', ATRIUM_PORT: '8443' };
    const { port, https } = readConfiguration({ ATRIUM_DOMAIN: 'office.example.com', ...files });
    expect([port, https?.kind]).toEqual([8443, 'files']);
    expect(
      readConfiguration({ ATRIUM_DOMAIN: 'office.example.com', ATRIUM_HTTPS: 'off' }).https,
    ).toBeUndefined();
  });

  test('is for the edge where there is one', () => {
    const edge = { ATRIUM_EDGE_SOCKET: '/run/admin.sock', ATRIUM_EDGE_CERT: '/run/office.pem' };
    const { port, https } = readConfiguration({ ATRIUM_DOMAIN: 'office.example.com', ...edge });
    expect([port, https]).toEqual([
      3000,
      expect.objectContaining({
        edge: { socket: '/run/admin.sock', certificateFile: '/run/office.pem' },
        httpPort: undefined,
      }),
    ]);
  });
});
