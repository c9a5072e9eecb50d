import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { ensureSfuWorker } from './setup/ensureSfuWorker.mjs';
import { inRoot } from './setup/paths.mjs';

// The command line of Atrium, set up first if need be: `npm run atrium -- world validate FILE`.
const parent = process.ppid;
await ensureDependencies();
// Other commands than starting have no use for it.
if (['start', 'sfu'].includes(process.argv[2])) await ensureSfuWorker();
await ensureBuild();
// npm was ended while this was installing or building: it is not wanted any more.
if (process.env.npm_lifecycle_event !== undefined && process.ppid !== parent) process.exit(1);
// In this very process: signals from the terminal reach the server without a middleman.
await import(inRoot('packages', 'server', 'dist', 'atrium.js'));
