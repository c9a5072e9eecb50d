// One process from here on, with no middleman: signals reach the server itself.
process.argv.splice(2, 0, 'start');
await import('./atrium.mjs');
