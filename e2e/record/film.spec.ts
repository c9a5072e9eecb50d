import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { test } from '@playwright/test';
import { goTo } from '../support/workspace.ts';
import { draw, openBuildMode, pointAt, takeTool } from './building.ts';
import { film, joinClips } from './film.ts';
import { linger, openOffice, seesCameras, sit, switchOn, walkTo } from './office.ts';
import type { RecordedOffice } from './office.ts';

/** The picture that moves at the top of README.md. */
const file = fileURLToPath(new URL('../../docs/images/atrium.webp', import.meta.url));
const filmWidth = 840;

let office: RecordedOffice;
test.beforeAll(async () => {
  office = await openOffice();
});
test.afterAll(() => office.close());

test('records people who meet in the lounge, talk in a MeetingRoom and build a room', async () => {
  const { ada } = office;
  const clips = [await meetInTheLounge(), await talkInARoom(), await buildARoom(ada)];
  await joinClips(clips, filmWidth, file);
});

/** Ada walks up to two who talk: their cameras grow as she comes near. */
async function meetInTheLounge() {
  const { ada, ben, chloe } = office;
  await walkTo(ada, 31.5, 17.5);
  await Promise.all([sit(ben, 'lounge-sofa-2'), sit(chloe, 'lounge-lounge-chair-2')]);
  for (const page of [ben, chloe, ada]) {
    await switchOn(page, 'Microphone');
    await switchOn(page, 'Camera');
  }
  await walkTo(ada, 29.5, 24.5);
  await linger(ada, 2);
  return film(ada, async () => {
    await linger(ada, 0.6);
    await sit(ada, 'lounge-lounge-chair-1');
    await seesCameras(ada, 3);
    await ben.keyboard.press('1');
    await linger(ada, 2);
  });
}

/** The others sit in the room already: nobody outside hears them, and Ada does from the Door on. */
async function talkInARoom() {
  const { ada, ben, chloe } = office;
  // On the first visit to a room, the page fetches what it needs for the SFU.
  await Promise.all([goTo(ada, 'aurora'), goTo(ben, 'aurora'), goTo(chloe, 'aurora')]);
  await Promise.all([sit(ben, 'aurora-chair-4'), sit(chloe, 'aurora-chair-6')]);
  for (const page of [ben, chloe]) {
    await switchOn(page, 'Microphone');
    await switchOn(page, 'Camera');
  }
  await seesCameras(ada, 2);
  await walkTo(ada, 24.5, 12.5);
  await linger(ada, 2);
  return film(ada, async () => {
    await linger(ada, 0.4);
    await sit(ada, 'aurora-chair-3');
    await switchOn(ada, 'Camera');
    await seesCameras(ada, 3);
    await linger(ada, 2.5);
  });
}

/** Ada draws a room where there was floor. */
async function buildARoom(ada: Page) {
  await walkTo(ada, 24.5, 25.5);
  await linger(ada, 1);
  return film(ada, async () => {
    await pointAt(ada, ada.getByRole('button', { name: 'Build', exact: true }));
    await openBuildMode(ada);
    await linger(ada, 0.5);
    await takeTool(ada, 'Room');
    await draw(ada, [22, 23], [27, 27]);
    await linger(ada, 1.6);
  });
}
