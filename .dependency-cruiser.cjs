// The import rules of ARCHITECTURE.md, one named rule per line of its table.
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: {
    pathNot: [
      ...allowed,
      '^node:',
      '^(assert|crypto|fs|os|path|stream|timers|worker_threads|zlib)(/promises)?$',
    ],
  },
});
const npm = (...names) => names.map((n) => `node_modules/(@types/)?${n}/`);

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-import-of-an-entry',
      severity: 'error',
      from: { path: '^src' },
      to: {
        path: '^src/(main/index|main/host/headless|main/store/backup-thread|trainer/index|renderer/src/main|trainer/node-engine-thread|importer/importer-process|predictor/onnx-thread|predictor/predictor-process)\\.tsx?$',
      },
    },
    only('contract-imports-zod-only', '^src/shared/contract', ['^src/shared/contract', ...npm('zod')]),
    only('domain-is-pure', '^src/shared/domain', ['^src/shared', ...npm('zod')]),
    only('learning-is-pure', '^src/learning', ['^src/learning', '^src/shared']),
    only('cells-are-pure', '^src/cells', ['^src/cells', '^src/shared']),
    {
      name: 'pure-code-knows-no-node',
      severity: 'error',
      from: { path: '^src/(shared|learning|cells)|^src/trainer/(?!index|node-)' },
      to: { dependencyTypes: ['core'] },
    },
    only('stored-cells-import-cells-and-learning', '^src/stored-cells', [
      '^src/stored-cells',
      '^src/cells',
      '^src/learning',
      '^src/shared',
    ]),
    only('processes-import-shared', '^src/processes', ['^src/processes', '^src/shared']),
    {
      name: 'the-parent-port-is-for-processes',
      comment: 'The other end of the line is src/main/processes.',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/(processes|importer|trainer|predictor)/' },
      to: { path: '^src/processes/' },
    },
    only('trainer-imports-learning-and-shared', '^src/trainer', [
      '^src/trainer',
      '^src/processes',
      '^src/learning',
      '^src/shared',
      ...npm('write-file-atomic'),
    ]),
    only('importer-imports-cells', '^src/importer', [
      '^src/importer',
      '^src/processes',
      '^src/cells',
      '^src/stored-cells',
      '^src/learning',
      '^src/shared',
      ...npm('csv-parse', 'h5wasm', 'write-file-atomic', 'zod'),
    ]),
    only('predictor-imports-learning', '^src/predictor', [
      '^src/predictor',
      '^src/processes',
      '^src/cells',
      '^src/stored-cells',
      '^src/learning',
      '^src/shared',
      ...npm('write-file-atomic', 'zod'),
    ]),
    {
      name: 'a-process-is-imported-by-nobody',
      comment: 'They are started, not called.',
      severity: 'error',
      from: { path: '^src/([^/]+)' },
      to: { path: '^src/(importer|trainer|predictor)/', pathNot: '^src/$1/' },
    },
    {
      name: 'main-computes-nothing',
      comment: 'Parsing, training and predicting happen in other processes.',
      severity: 'error',
      from: { path: '^src/main' },
      to: { path: '^src/(learning|cells|importer|trainer|predictor)/' },
    },
    only('store-imports-shared', '^src/main/store', [
      '^src/main/store',
      '^src/shared',
      ...npm('better-sqlite3', 'zod'),
    ]),
    {
      name: 'only-the-store-speaks-sql',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/main/store' },
      to: { path: 'node_modules/better-sqlite3' },
    },
    only('events-import-store-and-shared', '^src/main/events', [
      '^src/main/events',
      '^src/main/store',
      '^src/shared',
    ]),
    {
      name: 'commands-know-no-transport',
      severity: 'error',
      from: { path: '^src/main/(commands|queries|jobs|executors|files|processes|store|events)' },
      to: { path: '^src/main/(api|host|desktop)|node_modules/(electron|fastify)/' },
    },
    {
      name: 'files-processes-and-executors-know-no-job',
      severity: 'error',
      from: { path: '^src/main/(files|processes|executors)' },
      to: { path: '^src/main/(jobs|commands|queries|store|events)' },
    },
    {
      name: 'a-question-changes-nothing',
      severity: 'error',
      from: { path: '^src/main/queries' },
      to: { path: '^src/main/(commands|jobs/job-journal|jobs/job-supervisor)' },
    },
    {
      name: 'electron-at-the-rim',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/(main/index\\.ts|main/desktop|main/api/ipc|preload)' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'doors-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/main/api/http' },
      to: { path: '^src/main/api/ipc' },
    },
    {
      name: 'renderer-imports-itself-and-shared',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { path: '^src/', pathNot: '^src/(renderer|shared)' },
    },
    {
      name: 'nobody-imports-the-renderer',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/renderer' },
      to: { path: '^src/renderer' },
    },
    {
      name: 'pages-do-not-speak-to-the-client',
      severity: 'error',
      from: { path: '^src/renderer/src/(pages|charts|components)' },
      to: { path: '^src/renderer/src/client', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'src-imports-no-test',
      severity: 'error',
      from: { path: '^src' },
      to: { path: '^(test|bench|scripts)' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|src/kernels)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
