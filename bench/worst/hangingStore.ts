import { managedWorldListSchema } from '@atrium/protocol';
import { largestWorld } from '@atrium/world/testing';
import { startFreezableProxy } from '../../packages/server/test/support/freezableProxy.ts';
import { startS3 } from '../../packages/workspace/src/testing/s3Server.ts';
import type { BenchOffice } from '../api/office.ts';
import type { Case } from './cases.ts';
import { portrait } from './files.ts';
import { Speaker } from './speaker.ts';

/** What the names of these cases begin with. */
export const hangingStorePrefix = 'S3 hangs';

const worldsThatWait = 5;
const signIns = 200;
const guests = 50;
const json = { 'Content-Type': 'application/json' };

/** An S3 server that can be made to hang. */
export interface HangingStore {
  /** Of a server that keeps its files there. */
  readonly environment: Readonly<Record<string, string>>;
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

export async function startHangingStore(): Promise<HangingStore> {
  const s3 = await startS3();
  const proxy = await startFreezableProxy(Number(new URL(s3.options.endpoint).port));
  return {
    environment: {
      ATRIUM_S3_ENDPOINT: `http://127.0.0.1:${proxy.port}`,
      ATRIUM_S3_BUCKET: s3.options.bucket,
      ATRIUM_S3_REGION: s3.options.region,
      ATRIUM_S3_ACCESS_KEY_ID: s3.options.accessKeyId,
      ATRIUM_S3_SECRET_ACCESS_KEY: s3.options.secretAccessKey,
    },
    freeze: () => proxy.freeze(),
    thaw: () => proxy.thaw(),
    async close() {
      await proxy.close();
      await s3.stop();
    },
  };
}

/** What people do while a portrait and several Worlds wait for a store that hangs, and when it answers again. */
export async function hangingStoreCases(office: BenchOffice, store: HangingStore): Promise<readonly Case[]> {
  const png = await portrait('png');
  const largest = JSON.stringify(largestWorld());
  let waiting: Promise<unknown>[] = [];
  const send = (method: string, path: string, body: BodyInit, headers: object) =>
    fetch(`${office.url}/api/v1/${path}`, { method, headers: { ...office.headers, ...headers }, body }).then(
      (reply) => reply.arrayBuffer(),
    );
  const list = await fetch(`${office.url}/api/v1/managed-worlds`, { headers: office.headers });
  const worldId = managedWorldListSchema.parse(await list.json()).worlds[0]?.worldId ?? '';
  // What a World needs from the store, it reads when the first person enters.
  const first = await office.makeGuest(worldId);
  await Speaker.enter(office.url, worldId, first.token);
  const fill = () => {
    store.freeze();
    const bytes = { 'Content-Type': 'application/octet-stream' };
    waiting = [send('PUT', 'account/picture', new Uint8Array(png), bytes)];
    const world = JSON.stringify({ name: 'Waiting', file: JSON.parse(largest) as unknown });
    for (let count = 0; count < worldsThatWait; count++)
      waiting.push(send('POST', 'managed-worlds', world, json));
  };
  const thaw = async () => {
    store.thaw();
    await Promise.allSettled(waiting);
  };
  const whileItHangs = (name: string, run: () => Promise<void>): Case => ({
    name: `${hangingStorePrefix}: ${name}`,
    prepare: async () => fill(),
    run,
    after: thaw,
  });
  return [
    whileItHangs(`${signIns} sign-ins at once`, async () => {
      const attempts = Array.from({ length: signIns }, (_, index) => {
        const body = JSON.stringify({
          email: `nobody-${index}@example.org`,
          password: 'correct horse battery',
        });
        return send('POST', 'session', body, { ...json, 'X-Forwarded-For': `192.0.2.${index}` });
      });
      await Promise.all(attempts);
    }),
    whileItHangs(`${guests} Guests enter at once`, async () => {
      const people = await Promise.all(Array.from({ length: guests }, () => office.makeGuest(worldId)));
      const inside = await Promise.all(people.map(({ token }) => Speaker.enter(office.url, worldId, token)));
      await Promise.all(inside.map((speaker) => speaker.leave()));
    }),
    { name: `${hangingStorePrefix}, and answers again`, prepare: async () => fill(), run: thaw },
  ];
}
