/** The import table of ARCHITECTURE.md: what each package may import of the others. */
const mayImport = {
  world: [],
  protocol: ['world'],
  signaling: ['world', 'protocol'],
  sfu: ['protocol', 'signaling'],
  workspace: ['world', 'protocol', 'signaling'],
  server: ['world', 'protocol', 'signaling', 'sfu', 'workspace'],
  client: ['world', 'protocol'],
};
const production = { pathNot: '\\.test\\.tsx?$|/test/|/testing/' };

const table = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `${name}-imports-only-${allowed.join('-and-') || 'nothing'}`,
  severity: 'error',
  from: { path: `^packages/${name}/src`, ...production },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
}));

/** The folders of each package from the ground up (ARCHITECTURE.md): each may import those before it, and those in its list. */
const orderOf = {
  world: [
    'geometry/',
    'rights.ts',
    'objects/',
    'format/',
    'layout/',
    'collision/',
    'doors/',
    'space/',
    'validate/',
    'edit/',
    'spaceChange.ts',
    'movement/',
    'paths/',
  ],
  protocol: [
    'limits.ts',
    'version.ts',
    'closeCodes.ts',
    'errorCodes.ts',
    'errorMessages.ts',
    'withoutUndefined.ts',
    'avatarLook.ts',
    'fields.ts',
    'binary/',
    'media/',
    'messages/',
    'rest/',
  ],
  signaling: ['timing/', 'ports/', 'limits.ts', 'presence/', 'worlds/', 'movement/', 'sessions/'],
  workspace: [
    'workspaceFailure.ts',
    'news.ts',
    'work/',
    'blobs/',
    'reading/',
    ['database/', 'workspacePorts.ts', 'cluster/'],
    'audit/',
    'accounts/',
    'moderation/',
    'assets/',
    'worlds/',
    'visits/',
    'setup.ts',
    'workspaceServices.ts',
    'rest/',
    'backup/',
  ],
  server: [
    'shippedFolders.ts',
    'dataFolder.ts',
    'platform/',
    'configuration/',
    'control/',
    'threads/',
    'worlds/',
    'identity/',
    'access/',
    'tls/',
    'logging/',
    ['workspaces/', 'http/', 'sockets/', 'cluster/'],
    'media/',
    'metrics/',
    'atriumServer.ts',
    'explainFailure.ts',
    'doctor/',
    'cli/',
  ],
  client: [
    'log/',
    'presence/',
    'movement/',
    'connection/',
    'session/',
    'boards/',
    'strings/',
    'api/',
    'sounds/',
    'input/',
    'rendering/',
    'settings/',
    'media/',
    'build/',
  ],
};
/** On top of the kernel of signaling: what people do in a World. None knows another; `features.ts` puts them together. */
const signalingFeatures = [
  'boards/',
  'building/',
  'doors/',
  'media/',
  'moderation/',
  'objects/',
  'together/',
];
const orders = [
  ...Object.entries(orderOf).flatMap(([name, order]) =>
    order.flatMap((level, index) =>
      [level].flat().map((folder) => [name, folder, order.slice(0, index + 1).flat()]),
    ),
  ),
  ...signalingFeatures.map((folder) => ['signaling', folder, [...orderOf.signaling, folder]]),
].map(([name, folder, allowed]) => ({
  name: `${name}-${folder.replace(/\W+(ts)?$/, '')}-imports-only-what-is-below`,
  severity: 'error',
  from: { path: `^packages/${name}/src/${escape(folder)}`, ...production },
  to: { path: `^packages/${name}/src/`, pathNot: `^packages/${name}/src/(${allowed.map(escape).join('|')})` },
}));

function escape(path) {
  return path.replace('.', '\\.');
}

module.exports = {
  forbidden: [
    ...table,
    ...orders,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'packages-are-entered-by-their-door',
      comment: 'Another package is imported by its name, never by a path into it.',
      severity: 'error',
      from: { path: '^(packages/[^/]+|e2e)/' },
      to: {
        path: '^packages/[^/]+/src/',
        pathNot: [
          '^$1/',
          '^packages/[^/]+/src/(index|testing/index|reading/index|database/prepareDatabase|core)\\.ts$',
        ],
      },
    },
    {
      name: 'pure-packages-know-no-platform',
      severity: 'error',
      from: { path: '^packages/(world|protocol|signaling)/src', ...production },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-packages-use-zod-at-most',
      comment: 'The Signaling Server holds Whiteboards, too: documents of Yjs, which is as pure.',
      severity: 'error',
      from: { path: '^packages/(world|protocol|signaling)/src', ...production },
      to: { path: 'node_modules/', pathNot: 'node_modules/(zod|yjs|lib0)/' },
    },
    {
      name: 'visits-of-the-client-know-no-surface',
      severity: 'error',
      from: { path: '^packages/client/src/visit/', ...production },
      to: {
        path: [
          '^packages/client/src/(lobby|ui|account)/',
          '^packages/client/src/app/useServices',
          'node_modules/(react|react-dom|radix-ui|lucide-react)/',
        ],
      },
    },
    {
      name: 'services-know-no-react',
      severity: 'error',
      from: { path: '^packages/client/src/app/services\\.ts' },
      to: { path: ['node_modules/(react|react-dom)/', '^packages/client/src/ui/'] },
    },
    {
      name: 'core-of-the-client-knows-no-screen',
      comment: 'Bots and tests run movement, presence and the connection in Node.',
      severity: 'error',
      from: {
        path: '^packages/client/src/(log|connection|movement|presence|session|media/core)/',
        ...production,
      },
      to: {
        path: [
          'node_modules/(react|react-dom|pixi\\.js|zustand|radix-ui|lucide-react)/',
          '^packages/client/src/(app|visit|lobby|ui|input|rendering|strings|sounds|settings|api)/',
        ],
      },
    },
    {
      name: 'tests-stay-out-of-the-product',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$|/test/|/testing/|^e2e/' },
      to: { path: '\\.test\\.tsx?$|/test/|/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/|/node_modules/.*/node_modules/|^bench/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
