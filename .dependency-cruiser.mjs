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
/** What several may use: the stages, what a channel wants, and how that is told. */
const STAGES = ['feeds', 'articles', 'stories', 'summaries', 'channels', 'digests'].map(
  (one) => `src/${one}/`,
);
const PORTS = ['src/store/store.ts', 'src/chat/chat.ts', 'src/summaries/summariser.ts'];
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
    only('language-reads-text', 'language/', 'src/language/'),
    only('stage-imports-stage', '(feeds|articles|summaries)/', 'src/outbound/', 'src/$1/'),
    only('pure-stage', '(stories|channels)/', 'src/$1/'),
    only('digests-know-channels', 'digests/', 'src/digests/', 'src/channels/'),
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
    only('web-shows', 'web/', 'src/web/', ...STAGES, 'src/chat/(chat.ts|local/)', 'src/store/store.ts'),
    only('pipeline-runs-the-stages', 'pipeline/', 'src/pipeline/', ...STAGES, 'src/outbound/', ...PORTS),
    {
      ...only('commands-are-neutral', '', 'commands/', ...STAGES, ...PORTS),
      from: { path: '(?:^|canary/)commands/' },
    },
    {
      name: 'commands-have-no-library',
      severity: 'error',
      comment: 'chat libraries, web servers and SQL stay in their folders',
      from: { path: '(?:^|canary/)commands/' },
      to: { path: 'node_modules/(?:@slack|discord|hono|@hono|kysely|pg)(?:/|\\.)' },
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
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
