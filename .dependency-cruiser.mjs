// Who may import whom (see CONTRIBUTING.md). `(^|/)` lets the same rules run over the canary in test/house-rules.
const from = (folder) => ({ path: `(?:^|canary/)src/${folder}` });
/** Everything may import these. */
const COMMON = [
  'src/model/',
  'src/errors.ts',
  'src/clock.ts',
  'src/log.ts',
  'src/nearest.ts',
  'src/language/',
  'config/(?!settings)',
];
const only = (name, folder, ...allowed) => ({
  name,
  severity: 'error',
  comment: `src/${folder} may import ${allowed.join(', ') || 'nothing else of ours'}`,
  from: from(folder),
  to: {
    path: '(?:^|canary/)(src|commands|config)/',
    pathNot: [...COMMON, ...allowed].map((path) => `(?:^|canary/)${path}`),
  },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'model-imports-nothing',
      severity: 'error',
      from: from('model/'),
      to: { pathNot: '(?:^|canary/)src/model/' },
    },
    only('stage-imports-stage', '(feeds|articles|summaries)/', 'src/outbound/', 'src/$1/'),
    only('pure-stage', '(stories|digests)/', 'src/$1/'),
    only('outbound-stands-alone', 'outbound/', 'src/outbound/'),
    only('store-stands-alone', 'store/', 'src/store/'),
    only(
      'chat-imports-its-port',
      'chat/(slack|discord|local)/',
      'src/outbound/',
      'src/chat/$1/',
      'src/chat/[^/]+$',
    ),
    only('chat-shared', 'chat/[^/]+$', 'src/outbound/', 'src/chat/[^/]+$'),
    only('web-gets-services', 'web/', 'src/web/', 'src/chat/(chat|local/)'),
    only(
      'pipeline-and-services',
      '(pipeline|services)/',
      'src/(pipeline|services|feeds|articles|stories|digests|summaries|store|outbound)/',
      'src/chat/chat.ts',
    ),
    {
      name: 'commands-are-neutral',
      severity: 'error',
      from: { path: '^commands/' },
      to: {
        path: '^(src|config)/',
        pathNot: ['^src/model/', '^src/(errors|clock|log|nearest).ts', '^config/(?!settings)'],
      },
    },
    {
      name: 'settings-are-read-once',
      severity: 'error',
      from: {
        pathNot: ['^src/(app|main|cli)\\.ts$', '^src/(demo|cli|app)/', '^test/(?!house-rules/canary)'],
      },
      to: { path: '(?:^|canary/)config/settings.ts$' },
    },
    {
      name: 'entries-are-not-imported',
      severity: 'error',
      from: { path: '^(src|commands|config)/' },
      to: { path: '^src/(main|cli)\\.ts$' },
    },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      from: { path: '^(src|commands|config)/' },
      to: { path: '^test/' },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '^node_modules/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
