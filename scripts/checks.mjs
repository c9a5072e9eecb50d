import { binary, inRoot } from './setup/paths.mjs';

const pure = ['world', 'protocol', 'signaling'];
const typeChecked = ['world', 'protocol', 'signaling', 'sfu', 'workspace', 'server', 'client'];

/**
 * The type checker, which remembers what it found and looks only at what has changed since: TypeScript 7, which is
 * several times as fast. `typescript` itself is 6, whose API the check of imports needs.
 */
function types(project) {
  const tsc = inRoot('node_modules', 'typescript-native', 'bin', 'tsc');
  const notes = inRoot('node_modules', '.cache', 'tsc', `${project.replaceAll('/', '-')}.tsbuildinfo`);
  return [process.execPath, tsc, '-p', project, '--tsBuildInfoFile', notes];
}

const typeChecks = [
  ...typeChecked.map((name) => ({
    name: `types of packages/${name}`,
    command: types(`packages/${name}`),
  })),
  ...pure.map((name) => ({
    name: `packages/${name} knows neither Node nor the DOM`,
    command: types(`packages/${name}/tsconfig.pure.json`),
  })),
  {
    name: 'the core of the Client knows no DOM',
    command: types('packages/client/tsconfig.core.json'),
  },
  { name: 'types of e2e', command: types('e2e') },
  { name: 'types of bench', command: types('bench') },
];
const lint = { name: 'lint', command: [binary('oxlint')] };

/** What is worth knowing between two edits. The longest first, so that the others run beside it. */
export const quickChecks = [lint, ...typeChecks];

/** Everything that can be said about the code without running it, each with the command that says it. */
export const checks = [
  ...quickChecks,
  {
    name: 'format',
    command: [
      binary('prettier'),
      '--check',
      '--log-level=warn',
      '--cache',
      '--cache-location=node_modules/.cache/prettier-check',
      '.',
    ],
  },
  {
    name: 'import table and cycles',
    command: [binary('depcruise'), '--config', '.dependency-cruiser.cjs', 'packages', 'e2e'],
  },
  { name: 'unused code', command: [binary('knip')] },
  { name: 'files and links that the docs name', command: [process.execPath, 'scripts/checkDocs.mjs'] },
  {
    name: 'JSON Schema of the World file is up to date',
    command: [binary('tsx'), 'packages/world/scripts/writeJsonSchema.ts', '--check'],
  },
];
