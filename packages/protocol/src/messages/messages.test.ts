import { describe, expect, it } from 'vitest';
import { avatarChoices } from '../avatarLook.ts';
import type { AvatarLook } from '../avatarLook.ts';
import { parseClientMessage, peekHello } from './clientMessages.ts';
import { nameSchema } from '../fields.ts';
import type { ServerMessage } from './serverMessages.ts';
import { parseServerMessage } from './serverMessages.ts';

const look: AvatarLook = {
  skin: 'sand',
  hairStyle: 'bun',
  hairColour: 'black',
  clothing: 'dress',
  clothingColour: 'teal',
  trousersColour: 'navy',
  accessory: 'glasses',
};
const hello = { type: 'hello', id: 1, protocolVersion: 1, token: 't', look };
const parse = (message: unknown) => parseClientMessage(JSON.stringify(message));

describe('what a Client sends', () => {
  it.each([
    hello,
    { ...hello, spawnPointId: 'lobby', ticket: 'x' },
    { type: 'leave', id: 0 },
    { type: 'ping', id: 0xffff_ffff },
    { type: 'people.list', id: 7 },
  ])('is taken as it is: $type', (message) => {
    expect(parse(message)).toEqual({ ok: true, message });
  });

  it.each([
    ['a type that does not exist', { type: 'dance', id: 1 }],
    ['no type', { id: 1 }],
    ['no id', { type: 'ping' }],
    ['an id below 0', { type: 'ping', id: -1 }],
    ['an id that is no whole number', { type: 'ping', id: 1.5 }],
    ['an id of more than 32 bits', { type: 'ping', id: 2 ** 32 }],
    ['a field too many', { type: 'ping', id: 1, admin: true }],
    ['an empty token', { ...hello, token: '' }],
    ['a token that is too long', { ...hello, token: 't'.repeat(2_049) }],
    ['a ticket that is too long', { ...hello, ticket: 't'.repeat(2_049) }],
    ['a SpawnPoint id that is too long', { ...hello, spawnPointId: 's'.repeat(65) }],
    ['a look with a choice that does not exist', { ...hello, look: { ...look, skin: 'blue' } }],
    ['a look with a field missing', { ...hello, look: { ...look, accessory: undefined } }],
    ['a look with a field too many', { ...hello, look: { ...look, speed: 9 } }],
    ['an array', [hello]],
    ['null', null],
    ['a number', 3],
  ])('is refused where it is %s', (_, message) => {
    expect(parse(message).ok).toBe(false);
  });

  it('that is refused is answered by its id where it has one', () => {
    expect(parse({ type: 'dance', id: 12 })).toMatchObject({ ok: false, id: 12 });
    expect(parse({ type: 'ping', id: 'x' })).toMatchObject({ ok: false, id: undefined });
  });

  it.each(['', '{', '{"type":"ping","id":1', 'undefined', '\u0000'])(
    'is refused where it is no JSON: %j',
    (text) => {
      expect(parseClientMessage(text)).toMatchObject({ ok: false, problem: 'not JSON' });
    },
  );

  it('takes every choice of the Avatar editor', () => {
    for (const [part, choices] of Object.entries(avatarChoices)) {
      for (const choice of choices)
        expect(parse({ ...hello, look: { ...look, [part]: choice } }).ok).toBe(true);
    }
  });
});

describe('a hello of another version', () => {
  it('is known by its version whatever else it holds', () => {
    expect(peekHello(JSON.stringify({ type: 'hello', id: 4, protocolVersion: 9, proof: [] }))).toEqual({
      type: 'hello',
      id: 4,
      protocolVersion: 9,
    });
    for (const text of [
      'x',
      '{}',
      '{"type":"ping","protocolVersion":1}',
      '{"type":"hello","protocolVersion":"1"}',
    ]) {
      expect(peekHello(text)).toBeUndefined();
    }
  });
});

describe('what the Signaling Server sends', () => {
  const place = { x: 1.5, y: 2.5, facing: 'S', state: 'idle' } as const;
  const peer = {
    networkId: 3,
    personId: 'p',
    name: 'Ana',
    role: 'Guest',
    look,
    status: 'available',
    hand: null,
    place,
  } as const;
  const examples: ServerMessage[] = [
    {
      type: 'hello.ok',
      id: 1,
      sessionId: 's',
      personId: 'p',
      networkId: 3,
      name: 'Ana',
      role: 'Guest',
      worldName: 'Office',
      serverTimeMs: 12.5,
      tickMs: 66.7,
      resumed: false,
      moveEpoch: 0,
      place,
    },
    { type: 'snapshot', zoneId: 'ground', peers: [peer] },
    { type: 'peer.joined', peer },
    { type: 'peer.left', networkId: 3, reason: 'zone', zoneId: 'kitchen' },
    { type: 'zone.counts', counts: { ground: 2 } },
    {
      type: 'position.correction',
      moveEpoch: 1,
      sequence: 2,
      place,
      reason: 'blocked',
      blocker: { kind: 'wall' },
    },
    { type: 'position.correction', moveEpoch: 1, sequence: 2, place, reason: 'too-far' },
    {
      type: 'people.list.ok',
      id: 2,
      people: [{ personId: 'p', name: 'Ana', role: 'Guest', status: 'busy', look, zoneId: null }],
    },
    { type: 'pong', id: 3, serverTimeMs: 1 },
    { type: 'leave.ok', id: 4 },
    { type: 'ticket', ticket: 't', lifetimeMs: 60_000 },
    { type: 'server.closing', reconnectAfterMs: 120 },
    { type: 'error', id: 5, code: 'rate_limited', message: 'Slowly.' },
    { type: 'error', code: 'bad_message', message: 'What?' },
  ];

  it.each(examples)('is read as it was written: $type', (message) => {
    expect(parseServerMessage(JSON.stringify(message))).toEqual({ kind: 'message', message });
  });

  it('is passed over where its type is from a newer server', () => {
    expect(parseServerMessage('{"type":"fireworks","at":1}')).toEqual({ kind: 'unknown', type: 'fireworks' });
  });

  it('may hold fields from a newer server', () => {
    expect(parseServerMessage('{"type":"leave.ok","id":4,"mood":"sad"}')).toEqual({
      kind: 'message',
      message: { type: 'leave.ok', id: 4 },
    });
  });

  it.each([
    '',
    '[]',
    '{}',
    '{"type":1}',
    '{"type":"pong"}',
    '{"type":"peer.left","networkId":70000,"reason":"zone","zoneId":null}',
  ])('is invalid where it is %s', (text) => {
    expect(parseServerMessage(text).kind).toBe('invalid');
  });
});

describe('a name', () => {
  it.each([
    ['  Ana  ', 'Ana'],
    ['Ana\u00a0\u2003 Lu', 'Ana Lu'],
    ['Jose\u0301', 'José'],
    ['👩🏽‍💻 Zoë', '👩🏽‍💻 Zoë'],
    ['❤️', '❤️'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['ไก่', 'ไก่'],
    ['<b>Ana</b>', '<b>Ana</b>'],
    ['__proto__', '__proto__'],
    ['Ana\u200d', 'Ana'],
    ['\u200cAna', 'Ana'],
    ['A\u200dn\u200ca', 'Ana'],
    ['Ana\ufe0f', 'Ana'],
    ['Ana\u200d\u200d \u200dBo', 'Ana Bo'],
    ['Ann\u200de\u0301', 'Ann\u00e9'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['می\u200c', 'می'],
    ['क्\u200dष', 'क्\u200dष'],
    ['👩\u200d💻 ❤\ufe0f', '👩\u200d💻 ❤\ufe0f'],
    ['👩\u200d', '👩'],
  ])('is one line, normalised: %j', (given, name) => {
    expect(nameSchema.parse(given)).toBe(name);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \u00a0\u3000 '],
    ['a control character', 'a\u0007b'],
    ['a line break', 'a\nb'],
    ['a line separator', 'a\u2028b'],
    ['a bidi override', 'a\u202eb'],
    ['a bidi isolate', 'a\u2066b'],
    ['nothing of any width', '\u200b\u200b'],
    ['joiners alone', '\u200d\u200d'],
    ['a letter that looks like nothing', '\u3164'],
    ['something to be seen, and an invisible rest', 'Ana\u3164'],
    ['an empty Braille cell', '\u2800'],
    ['invisible tags', 'Ana\u{e0041}'],
    ['half a character', 'a\ud800'],
    ['a heap of accents', `a${'\u0301'.repeat(20)}`],
    ['accents alone', '\u0301'],
    ['too many characters', 'x'.repeat(41)],
  ])('is not %s', (_, name) => {
    expect(nameSchema.safeParse(name).success).toBe(false);
  });
});
