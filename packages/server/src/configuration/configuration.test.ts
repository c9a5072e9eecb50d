import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfiguration } from './configuration.ts';
import { ConfigurationError } from './configurationError.ts';
import { environmentDefaults } from './environmentDefaults.ts';

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
      ATRIUM_TRUSTED_PROXIES: '10.0.0.0/8,::1',
      ATRIUM_MAX_PEOPLE_PRIVATE_ROOM: '4',
    });
    expect(configuration.port).toBe(0);
    expect(configuration.worldsFolder).toBe('/srv/worlds');
    expect(configuration.allowedOrigins).toEqual(['https://office.example.com', 'http://localhost:5173']);
    expect(configuration.trustedProxies).toEqual(['10.0.0.0/8', '::1']);
    expect(configuration.signaling.maxPeopleByZoneType.PrivateRoom).toBe(4);
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

  test('docs/CONFIGURATION.md names the same variables and defaults', () => {
    const guide = readFileSync(new URL('../../../../docs/CONFIGURATION.md', import.meta.url), 'utf8');
    const rows = [...guide.matchAll(/^\| `(ATRIUM_\w+)` +\| +(?:`([^`]*)`)? *\| +\S/gm)];
    expect(Object.fromEntries(rows.map(([, name, byDefault]) => [name, byDefault ?? '']))).toEqual(
      environmentDefaults,
    );
  });
});
