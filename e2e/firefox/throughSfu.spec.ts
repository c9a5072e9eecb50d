import { expect, test } from '@playwright/test';
import type { Browser } from 'puppeteer-core';
import {
  click,
  enterInFirefox,
  hearsInFirefox,
  pathsInFirefox,
  seesPicturesInFirefox,
  startFirefox,
} from '../support/firefox.ts';
import { hears, pathsOf, press, seesPictures } from '../support/talker.ts';
import { startTalkingOffice } from '../support/talkingOffice.ts';
import type { TalkingOffice } from '../support/talkingOffice.ts';
import { startXDisplay } from '../support/xDisplay.ts';
import type { XDisplay } from '../support/xDisplay.ts';

let office: TalkingOffice;
let display: XDisplay;
let firefox: Browser;
test.beforeAll(async () => {
  // The SFU listens where it does by default: Firefox does not use the loopback address that it has, too.
  [office, display] = await Promise.all([startTalkingOffice({}), startXDisplay()]);
  firefox = await startFirefox(display);
});
test.afterAll(async () => {
  await firefox.close();
  await display.close();
  await office.close();
});

test('in a MeetingRoom, Firefox and Chromium hear and see each other, and their screens', async () => {
  const carl = await office.enter('Carl', 'Meeting table');
  const { url } = office.atrium;
  const ana = await enterInFirefox(firefox, { url, name: 'Ana', spawnPoint: 'Meeting table' });
  await click(ana, 'Microphone');
  await hears(carl);
  await press(carl, 'Microphone');
  await hearsInFirefox(ana);
  await expect.poll(() => pathsOf(carl)).toEqual(['sfu']);
  await expect.poll(() => pathsInFirefox(ana)).toEqual(['sfu']);

  // Before the cameras: no other pictures could be taken for the screen.
  await click(ana, 'Share screen');
  await seesPictures(carl);
  await click(ana, 'Share screen');

  await click(ana, 'Camera');
  await press(carl, 'Camera');
  await seesPictures(carl);
  await seesPicturesInFirefox(ana);
  await hears(carl);
  await hearsInFirefox(ana);
  for (const { problems } of [ana, carl]) expect(problems).toEqual([]);
  await ana.close();
  await carl.context.close();
});
