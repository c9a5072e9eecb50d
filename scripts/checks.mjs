import { binary, inRoot } from './setup/paths.mjs';

const pure = ['world', 'protocol', 'signaling'];

/**
 * TypeScript 7, which is several times as fast; `typescript` itself is 6, whose API the check of imports needs. Each time
 * from scratch: 7.0 misses errors where it goes on from notes of the run before (`--incremental`).
 */
function types(project) {
  return [process.execPath, inRoot('node_modules', 'typescript-native', 'bin', 'tsc'), '-p', project];
}

/** By the same compiler, which has read everything already when the rules ask it for types. */
const typesAndLint = { name: 'types and lint', command: [binary('oxlint'), '--type-check'] };
const pureChecks = [
  ...pure.map((name) => ({
    name: `packages/${name} knows neither Node nor the DOM`,
    command: types(`packages/${name}/tsconfig.pure.json`),
  })),
  {
    name: 'the core of the Client knows no DOM',
    command: types('packages/client/tsconfig.core.json'),
  },
];

const format = { name: 'format', command: [binary('oxfmt'), '--check'] };

/** What is worth knowing between two edits. The longest first, so that the others run beside it. */
export const quickChecks = [typesAndLint, ...pureChecks, format];

/** Everything that can be said about the code without running it, each with the command that says it. */
export const checks = [
  ...quickChecks,
  {
    name: 'import table and cycles',
    command: [binary('depcruise'), '--config', '.dependency-cruiser.cjs', 'packages', 'e2e'],
  },
  { name: 'unused code', command: [binary('knip')] },
  { name: 'files and links that the docs name', command: [process.execPath, 'scripts/checkDocs.mjs'] },
  {
    name: 'JSON Schema of the World file is up to date',
    command: [binary('tsx'), 'packages/world/scripts/generate.ts', '--check'],
  },
];
