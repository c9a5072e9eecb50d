import { describe, expect, it } from 'vitest';
import type { FakeClient } from '../testing/fakeClient.ts';
import { ticketOf } from '../testing/knocking.ts';
import { Office } from '../testing/office.ts';
import { openPlan } from '../testing/plans.ts';

const chat = (client: FakeClient, text: string, to?: string) => client.ask({ type: 'chat.send', text, to });
const heard = (client: FakeClient) =>
  client.of('chat.message').map(({ from, scope, text }) => [from.name, scope, text]);
const block = (client: FakeClient, ...personIds: readonly string[]) =>
  client.ask({ type: 'blocks.set', personIds });
const react = (client: FakeClient, reaction: string) => client.say({ type: 'reaction', reaction });

/** Ana and Ben on open floor, and Cem in the MeetingRoom. */
async function three() {
  const office = new Office(openPlan());
  const [ana, ben, cem] = [await office.enter('Ana'), await office.enter('Ben'), await office.enter('Cem')];
  await office.walk(cem, 8.5, 2.5);
  return { office, ana, ben, cem };
}

describe('a chat message', () => {
  it('reaches everybody in the Zone, and nobody else', async () => {
    const { office, ana, ben, cem } = await three();
    expect(await chat(ana, 'Good morning!')).toMatchObject({ type: 'chat.send.ok' });
    expect(ben.of('chat.message')).toEqual([
      {
        type: 'chat.message',
        from: { personId: 'ana', name: 'Ana', role: 'Member' },
        scope: 'zone',
        text: 'Good morning!',
      },
    ]);
    expect([heard(ana), heard(cem)]).toEqual([[], []]);
    office.worlds.worlds.set('garden', openPlan());
    const dan = await office.enter('Dan', {}, 'garden');
    await chat(ana, 'again');
    expect(heard(dan)).toEqual([]);
  });

  it('to one person reaches them wherever in the World they are, and nobody else', async () => {
    const { ana, ben, cem } = await three();
    expect(await chat(ana, 'psst', 'cem')).toMatchObject({ type: 'chat.send.ok' });
    expect(heard(cem)).toEqual([['Ana', 'direct', 'psst']]);
    expect([heard(ana), heard(ben)]).toEqual([[], []]);
  });

  it('to oneself, or to somebody who is not there, is refused', async () => {
    const { office, ana } = await three();
    office.worlds.worlds.set('garden', openPlan());
    await office.enter('Dan', {}, 'garden');
    for (const to of ['ana', 'dan', 'nobody', '__proto__']) {
      expect(await chat(ana, 'hello?', to)).toMatchObject({ code: 'person_unknown' });
    }
  });

  it('is kept for nobody who comes later, or was away', async () => {
    const { office, ana, ben } = await three();
    await office.pass(1_500);
    ben.drop();
    await chat(ana, 'to the Zone');
    await chat(ana, 'to Ben', 'ben');
    const back = await office.enter('Ben', ticketOf(ben));
    const dan = await office.enter('Dan');
    await office.pass(1_000);
    expect([heard(back), heard(dan)]).toEqual([[], []]);
  });

  it.each([
    ['line breaks', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['more than one blank line', 'a\n\n\n\n\nb', 'a\n\nb'],
    ['what turns the text around it', 'a\u202ebc\u2066d', 'abcd'],
    ['control characters', 'a\u0000\u0007b\u001b[31m', 'ab[31m'],
    ['heaps of accents', `a${'\u0316'.repeat(30)}b`, `a${'\u0316'.repeat(4)}b`],
    ['blanks around it', '  \n hello \t', 'hello'],
    ['letters in two parts', 'Jose\u0301', 'José'],
    ['what is not to be seen', 'a\ufeff\u2060\ue000b', 'ab'],
  ])('is mended before others read it: %s', async (_, text, read) => {
    const { ana, ben } = await three();
    expect(await chat(ana, text)).toMatchObject({ type: 'chat.send.ok' });
    expect(heard(ben)).toEqual([['Ana', 'zone', read]]);
  });

  it.each(['👩🏽‍💻 ❤️', 'می\u200cخواهم', '<b>bold</b> & "quoted"', 'a\tb\nc', 'ไก่', 'x'.repeat(2_000)])(
    'is left as it is where it does no harm: %j',
    async (text) => {
      const { ana, ben } = await three();
      await chat(ana, text);
      expect(heard(ben)).toEqual([['Ana', 'zone', text]]);
    },
  );

  it.each([
    ['nothing', ''],
    ['blanks alone', ' \n\t '],
    ['nothing that can be seen', '\u202e\u2066'],
    ['more than 2,000 characters', 'x'.repeat(2_001)],
  ])('ends the connection of a Client that sends %s, and reaches nobody', async (_, text) => {
    const { ana, ben } = await three();
    await chat(ana, text);
    expect([ana.closedWith, heard(ben)]).toEqual(['badMessage', []]);
  });

  it('is one of eight at once at most and of one a second, on however many connections', async () => {
    const { office, ana, ben } = await three();
    for (let time = 0; time < 8; time++) {
      expect(await chat(ana, `${time}`, time % 2 === 0 ? undefined : 'ben')).toMatchObject({
        type: 'chat.send.ok',
      });
    }
    expect(await chat(ana, 'nine')).toMatchObject({ code: 'rate_limited' });
    const tab = await office.enter('Ana');
    expect(await chat(tab, 'nine')).toMatchObject({ code: 'rate_limited' });
    tab.request('leave');
    const back = await office.enter('Ana');
    expect(await chat(back, 'nine')).toMatchObject({ code: 'rate_limited' });
    await office.pass(1_000);
    expect(await chat(back, 'nine')).toMatchObject({ type: 'chat.send.ok' });
    expect(await chat(back, 'ten')).toMatchObject({ code: 'rate_limited' });
    expect(heard(ben)).toHaveLength(9);
    expect(back.closedWith).toBeUndefined();
  });
});

describe('somebody who is blocked', () => {
  it('neither reads nor is read by whoever has blocked them, and is not told', async () => {
    const { ana, ben, cem } = await three();
    expect(await block(ana, 'ben', 'cem')).toMatchObject({ type: 'blocks.set.ok' });
    for (const [from, to] of [
      [ben, 'ana'],
      [cem, 'ana'],
      [ana, 'ben'],
      [ana, 'cem'],
    ] as const) {
      expect(await chat(from, 'direct', to)).toMatchObject({ type: 'chat.send.ok' });
      expect(await chat(from, 'zone')).toMatchObject({ type: 'chat.send.ok' });
      react(from, 'wave');
    }
    for (const client of [ana, ben, cem]) expect([heard(client), client.of('reaction')]).toEqual([[], []]);
  });

  it('is read by others, and by all once they are not blocked any more', async () => {
    const { office, ana, ben } = await three();
    const dan = await office.enter('Dan');
    await block(ana, 'ben');
    await chat(ben, 'one');
    expect([heard(ana), heard(dan)]).toEqual([[], [['Ben', 'zone', 'one']]]);
    await block(ana);
    await chat(ben, 'two');
    expect(heard(ana)).toEqual([['Ben', 'zone', 'two']]);
  });

  it('is blocked from the first moment where the hello says so, in the next tab as well', async () => {
    const { office, ben } = await three();
    const hello = { blocked: ['ben'] };
    const dan = await office.enter('Dan', hello);
    await chat(ben, 'one');
    const tab = await office.enter('Dan', hello);
    await chat(ben, 'two', 'dan');
    expect([heard(dan), heard(tab)]).toEqual([[], []]);
    const open = await office.enter('Dan');
    await chat(ben, 'three');
    expect(heard(open)).toEqual([['Ben', 'zone', 'three']]);
  });
});

describe('a reaction', () => {
  it('is seen by everybody else in the Zone', async () => {
    const { ana, ben, cem } = await three();
    react(ana, 'celebrate');
    expect(ben.of('reaction')).toEqual([{ type: 'reaction', personId: 'ana', reaction: 'celebrate' }]);
    expect([ana.of('reaction'), cem.of('reaction')]).toEqual([[], []]);
  });

  it('is one of eight at once at most, also after coming back', async () => {
    const { office, ana, ben } = await three();
    for (let time = 0; time < 9; time++) react(ana, 'like');
    expect(ana.last('error')).toMatchObject({ code: 'rate_limited' });
    ana.request('leave');
    const back = await office.enter('Ana');
    react(back, 'like');
    expect(back.last('error')).toMatchObject({ code: 'rate_limited' });
    expect(ben.of('reaction')).toHaveLength(8);
  });

  it('that does not exist ends the connection', async () => {
    const { ana } = await three();
    react(ana, 'shout');
    expect(ana.closedWith).toBe('badMessage');
  });
});
