// Holds the lock of a folder until its input ends: holdFolder.mjs PATH STALE_MS RENEW_MS
import { createInterface } from 'node:readline';
import { lockFolder } from '../database/folderLock.mjs';

const [path = '', staleMs, renewMs] = process.argv.slice(2);
const say = (text) => process.stdout.write(`${text}\n`);
try {
  const options = { staleMs: Number(staleMs), renewMs: Number(renewMs), onWaiting: () => say('waiting') };
  const release = await lockFolder(
    path,
    () => {
      say('compromised');
      process.exit(3);
    },
    options,
  );
  say('held');
  createInterface({ input: process.stdin }).on('close', async () => {
    await release();
    process.exit(0);
  });
} catch (error) {
  say(`refused: ${error.message}`);
  process.exit(1);
}
