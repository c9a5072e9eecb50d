// Loaded into every server before its own code (node --import): answers the bench about what the process has used.
import { setTimeout as pause } from 'node:timers/promises';

// Code that has not run for several collections is dropped as well; after so many, what is left is what is needed.
const collections = 10;

process.on('message', async (message) => {
  if (message.ask === 'cpu') {
    const { user, system } = process.cpuUsage();
    reply(message, { cpuMs: (user + system) / 1000 });
  }
  if (message.ask === 'memory') {
    for (let i = 0; i < collections; i++) {
      globalThis.gc();
      await pause(10);
    }
    const { rss, heapUsed, external } = process.memoryUsage();
    reply(message, { rssKb: rss / 1024, heapKb: (heapUsed + external) / 1024 });
  }
});

function reply(message, result) {
  process.send({ id: message.id, result });
}

// A server must not outlive the bench that started it.
process.on('disconnect', () => process.exit());
