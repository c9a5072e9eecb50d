import { ensureBuild } from './setup/ensureBuild.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { inRoot } from './setup/paths.mjs';

await ensureDependencies();
await ensureBuild();
process.argv.splice(2, 0, 'start');
// In this very process: signals from the terminal reach the server without a middleman.
await import(inRoot('packages', 'server', 'dist', 'atrium.js'));
