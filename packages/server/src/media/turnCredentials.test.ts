import { describe, expect, test } from 'vitest';
import { createIceServers } from './createIceServers.ts';
import { issueTurnCredentials, turnUserIdOf } from './turnCredentials.ts';

const secret = 'north';
const turn = { urls: ['turn:turn.example.com:3478?transport=udp'], secret, credentialSeconds: 3600 };

describe('TURN credentials', () => {
  test('are what `openssl dgst -sha1 -hmac north -binary | base64` makes of the username', () => {
    expect(issueTurnCredentials(secret, 'somebody', 1_700_000_000)).toEqual({
      username: '1700000000:somebody',
      credential: 'ifW1q56kgV1uO/tCygAKXLi0ZZc=',
    });
  });

  test('hold for as long as the host says, and tell the TURN server nobody', () => {
    const servers = createIceServers({ stunUrls: [], turn }, () => 1_700_000_000_999).turn('person-1');
    expect(servers).toHaveLength(1);
    expect(servers[0]?.urls).toEqual(turn.urls);
    expect(servers[0]?.username).toBe(`1700003600:${turnUserIdOf(secret, 'person-1')}`);
    expect(JSON.stringify(servers)).not.toContain('person-1');
  });

  test('for a test of the network hold for as long as the test, and count apart from calls', () => {
    const servers = createIceServers({ stunUrls: [], turn }, () => 1_700_000_000_999);
    const [server] = servers.turnForTest('person-1', 60);
    const [, userId] = server?.username?.split(':') ?? [];
    expect(server?.username).toMatch(/^1700000060:/);
    expect(userId).not.toBe(turnUserIdOf(secret, 'person-1'));
    expect(createIceServers({ stunUrls: [], turn: undefined }, Date.now).turnForTest('a', 60)).toEqual([]);
  });

  test('are of one user for one person, so that quotas count', () => {
    expect(turnUserIdOf(secret, 'person-1')).toBe(turnUserIdOf(secret, 'person-1'));
    expect(turnUserIdOf(secret, 'person-1')).not.toBe(turnUserIdOf(secret, 'person-2'));
    expect(turnUserIdOf(secret, 'person-1')).not.toBe(turnUserIdOf('south', 'person-1'));
    expect(turnUserIdOf(secret, 'person-1')).toMatch(/^[\w-]{16}$/);
  });
});

describe('ICE servers', () => {
  test('are none where none are configured', () => {
    const none = createIceServers({ stunUrls: [], turn: undefined }, Date.now);
    expect(none.stun).toEqual([]);
    expect(none.turn('person-1')).toEqual([]);
  });

  test('for STUN need no credentials', () => {
    const { stun } = createIceServers({ stunUrls: ['stun:turn.example.com'], turn }, Date.now);
    expect(stun).toEqual([{ urls: ['stun:turn.example.com'] }]);
  });
});
