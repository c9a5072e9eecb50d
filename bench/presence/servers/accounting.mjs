// Loaded into every server before its own code (node --import): answers the bench about what the process has used.
process.on('message', (message) => {
  if (message.ask === 'cpu') {
    const { user, system } = process.cpuUsage();
    reply(message, { cpuMs: (user + system) / 1000 });
  }
  if (message.ask === 'memory') {
    globalThis.gc();
    // The second collection frees what finalisers of the first have let go of.
    setTimeout(() => {
      globalThis.gc();
      const { rss, heapUsed, external } = process.memoryUsage();
      reply(message, { rssKb: rss / 1024, heapKb: (heapUsed + external) / 1024 });
    }, 50);
  }
});

function reply(message, result) {
  process.send({ id: message.id, result });
}

// A server must not outlive the bench that started it.
process.on('disconnect', () => process.exit());
