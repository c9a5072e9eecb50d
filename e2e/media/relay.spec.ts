import { expect, test } from '@playwright/test';
import { startCoturn } from '@atrium/server/testing';
import type { RunningCoturn } from '@atrium/server/testing';
import { openTestOfLobby, testsConnection } from '../support/connectionTest.ts';
import type { ExpectedVerdict } from '../support/connectionTest.ts';
import { inbound } from '../support/mediaProbe.ts';
import { hears, leaves, press, startTalkingBrowser, topologyOf } from '../support/talker.ts';
import type { Modification } from '../support/talker.ts';
import { startTalkingOffice } from '../support/talkingOffice.ts';
import type { TalkingOffice } from '../support/talkingOffice.ts';
import type { Visitor } from '../support/visitor.ts';

let coturn: RunningCoturn;
let office: TalkingOffice;
test.beforeAll(async () => {
  coturn = await startCoturn({ relaysToLoopback: true, lines: ['verbose'] });
  office = await startTalkingOffice({ ...coturn.environment, SFU: 'off' });
});
test.afterAll(async () => {
  await office.close();
  await coturn.stop();
});

async function twoTalk(modification?: Modification): Promise<{ ana: Visitor; ben: Visitor }> {
  const ana = await office.enter('Ana', 'Team table', modification);
  const ben = await office.enter('Ben', 'Team table', modification);
  await press(ana, 'Microphone');
  await hears(ben);
  return { ana, ben };
}

test('nothing is relayed while people reach each other directly', async () => {
  const { ana, ben } = await twoTalk();
  for (const { page } of [ana, ben]) expect((await inbound(page)).paths).toEqual(['host']);
  expect([await topologyOf(ana), await topologyOf(ben)]).toEqual(['P2P_DIRECT', 'P2P_DIRECT']);
  expect(coturn.log()).not.toMatch(/ALLOCATE processed, success/);
  for (const visitor of [ana, ben]) await leaves(visitor);
});

test('people whose direct way is blocked talk through TURN', async () => {
  const { ana, ben } = await twoTalk('blockDirectWays');
  expect([await topologyOf(ana), await topologyOf(ben)]).toEqual(['P2P_TURN', 'P2P_TURN']);
  const paths = (await Promise.all([ana, ben].map(({ page }) => inbound(page)))).flatMap((all) => all.paths);
  // Where one end sends to the other's relay, its own side of the path is an ordinary one.
  expect(paths).toContain('relay');
  expect(coturn.log()).toMatch(/ALLOCATE processed, success/);
  for (const visitor of [ana, ben]) await leaves(visitor);
});

test('people whose network lets nothing out but TURN meet in a MeetingRoom: the SFU is reached through it', async () => {
  const withSfu = await startTalkingOffice(coturn.environment);
  const ana = await withSfu.enter('Ana', 'Meeting table', 'relayOnly');
  const ben = await withSfu.enter('Ben', 'Meeting table', 'relayOnly');
  await press(ana, 'Microphone');
  await hears(ben);
  expect([await topologyOf(ana), await topologyOf(ben)]).toEqual(['SFU', 'SFU']);
  for (const { page } of [ana, ben]) expect(new Set((await inbound(page)).paths)).toEqual(new Set(['relay']));
  for (const visitor of [ana, ben]) await leaves(visitor);

  // Somebody whose network lets everything through tries it, in the World and then in the lobby.
  const cem = await withSfu.enter('Cem', 'Meeting table');
  await cem.page.setViewportSize({ width: 1280, height: 800 });
  await cem.page.getByRole('button', { name: 'Settings' }).click();
  await testsConnection(cem.page, everythingReached);
  await cem.page.getByRole('button', { name: 'Leave', exact: true }).click();
  await cem.page.getByText('Test your connection').click();
  await testsConnection(cem.page, everythingReached);
  await cem.context.close();
  await withSfu.close();
});

/** Everything that is set up is really reached: coturn allots relays, and the SFU answers. */
const everythingReached: ExpectedVerdict = {
  network: 'Your network: direct',
  because: 'Sound and pictures take the shortest way.',
  tried: {
    'Relay by UDP': 'reached',
    'Relay by TCP': 'reached',
    'Relay by TLS': 'not set up',
    'Media server by UDP': 'reached',
    'Media server by TCP': 'reached',
    'Media server through the relay': 'reached',
  },
};

test('where nothing but TCP gets out, the test of the lobby says “relayed”; where the relay is away too, “blocked”; in Portuguese, on a phone', async () => {
  const withoutUdp = ['--force-webrtc-ip-handling-policy=disable_non_proxied_udp'];
  const talking = await startTalkingBrowser(withoutUdp);
  const context = await talking.browser.newContext({
    locale: 'pt-BR',
    viewport: { width: 390, height: 844 },
  });
  const page = await openTestOfLobby(context, office.atrium.url, 'pt');
  const look = async (verdict: ExpectedVerdict) => {
    await testsConnection(page, verdict, 'pt');
    // Nothing is cut off at the edge of a phone.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  };
  await look({
    network: 'Sua rede: retransmitida',
    because: 'Sua rede bloqueia UDP. As chamadas passam pelo retransmissor do escritório.',
    tried: {
      'Seu endereço visto de fora (STUN)': 'não alcançado',
      'Retransmissor por UDP': 'não alcançado',
      'Retransmissor por TCP': 'alcançado',
    },
  });
  await coturn.stop();
  await look({
    network: 'Sua rede: bloqueada',
    because: 'Seu navegador não dá endereço de rede às chamadas: uma política ou extensão o proíbe.',
    tried: { 'Retransmissor por TCP': 'não alcançado' },
  });
  await context.close();
  await talking.close();
});
