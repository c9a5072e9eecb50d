import { expect, test } from 'vitest';
import { silentLog } from '../log/log.ts';
import { PageVersion } from './pageVersion.ts';

const entryPath = '/assets/index-Old.js';
const pageWith = (path: string) => `<div id="root"></div><script type="module" src="${path}"></script>`;

function pageOf(answer: () => Promise<string>): PageVersion {
  return new PageVersion({ log: silentLog, entryPath, readPage: answer });
}

test('the same version is nothing to speak of', async () => {
  const version = pageOf(async () => pageWith(entryPath));
  await version.check();
  expect(version.store.getState()).toEqual({ kind: 'current' });
});

test('a newer version is told once; a missing part is told again', async () => {
  const version = pageOf(async () => pageWith('/assets/index-New.js'));
  await version.check();
  expect(version.store.getState()).toEqual({ kind: 'updated' });
  version.dismiss();
  await version.check();
  expect(version.store.getState()).toEqual({ kind: 'current' });
  await version.partMissing();
  expect(version.store.getState()).toEqual({ kind: 'missing', isUpdated: true });
});

test('without a network a part is missing, but no version is newer', async () => {
  const version = pageOf(() => Promise.reject(new TypeError('no network')));
  await version.partMissing();
  expect(version.store.getState()).toEqual({ kind: 'missing', isUpdated: false });
  version.partArrived();
  expect(version.store.getState()).toEqual({ kind: 'current' });
});

test('the page of a proxy whose server is away is no newer version', async () => {
  const version = pageOf(async () => '<h1>502 Bad Gateway</h1>');
  await version.check();
  expect(version.store.getState()).toEqual({ kind: 'current' });
});
