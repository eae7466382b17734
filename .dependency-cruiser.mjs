// Layer rules: who may import whom. One rule = one sentence in its comment, and a violation prints that sentence.
// Type-only imports count. tests/layers seeds a violation of every rule here and expects that rule's name.
const NPM = { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] };
const CORE = { dependencyTypes: ['core'] };
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const packages = (...names) => ({ path: `^node_modules/(${names.join('|')})(/|$)` });

const graph = [
  rule('no-circular', 'Cycles hide direction; invert one edge.', {}, { circular: true }),
  {
    ...rule(
      'no-folder-cycle',
      'Rooms of domain/ form a line: geometry below tracking below counting.',
      { path: '^domain/' },
      { circular: true },
    ),
    scope: 'folder',
  },
  rule('no-unresolvable', 'This import points at nothing.', {}, { couldNotResolve: true }),
  rule(
    'no-orphans',
    'Nobody imports this and it imports nobody; delete it or wire it up.',
    {
      orphan: true,
      pathNot: [
        '[.]d[.]ts$',
        '(^|/)[^/]+[.]config[.](ts|mts|cjs|mjs|js)$',
        '^tests/',
        '^(scripts|bench|evaluation|simulator)/',
        '^electron/(main|preload/preload)[.]ts$',
        '^workers/entries/[^/]+[.]ts$',
        '^workers/store/migrations/',
        // Started by address, as the page is.
        '^renderer/main[.]tsx?$',
        '^(renderer|workers)/.+-worker[.]ts$',
      ],
    },
    {},
  ),
];

const domain = [
  rule(
    'domain-stays-home',
    'domain/ imports only domain/, types included.',
    { path: '^domain/' },
    {
      path: '^(electron|renderer|workers|models|assets|tests|scripts|bench|evaluation|simulator)/',
    },
  ),
  rule('domain-no-packages', 'No packages in domain/.', { path: '^domain/', pathNot: '^domain/contracts/' }, NPM),
  rule(
    'contracts-only-zod',
    'contracts/ may use zod and no other package.',
    { path: '^domain/contracts/' },
    {
      ...NPM,
      pathNot: '^node_modules/zod/',
    },
  ),
  rule('domain-no-node-core', 'Clock, files and network come in as arguments.', { path: '^domain/' }, CORE),
  rule(
    'domain-rules-ignore-wire',
    'Rules do not know their wire format; contracts/ knows the rules.',
    { path: '^domain/', pathNot: '^domain/contracts/' },
    { path: '^domain/contracts/' },
  ),
  rule(
    'domain-base-is-bottom',
    'base/ is the floor and imports nothing else.',
    { path: '^domain/base/' },
    {
      path: '^domain/',
      pathNot: '^domain/base/',
    },
  ),
];

const processes = [
  rule(
    'renderer-only-sees-domain',
    'The renderer talks to other processes by message.',
    { path: '^renderer/' },
    {
      path: '^(electron|workers|scripts|bench|evaluation|simulator)/',
    },
  ),
  rule(
    'workers-only-see-domain',
    'Workers talk to other processes by message.',
    { path: '^workers/' },
    {
      path: '^(electron|renderer|scripts|bench|evaluation|simulator)/',
    },
  ),
  rule(
    'electron-not-to-renderer',
    'The desktop host loads the renderer by address.',
    { path: '^electron/' },
    {
      path: '^(renderer|scripts|bench|evaluation|simulator)/',
    },
  ),
  rule(
    'electron-only-supervises',
    'Of workers/ the desktop host uses the door of the supervisor alone.',
    { path: '^electron/' },
    {
      path: '^workers/',
      pathNot: '^workers/supervisor/index[.]ts$',
    },
  ),
  rule(
    'worker-room-not-to-room',
    'Rooms of workers/ meet in workers/entries; declare the small interface you need and get it passed in.',
    { path: '^workers/(?!entries/)([^/]+)/' },
    { path: '^workers/', pathNot: ['^workers/$1/', '^workers/runtime/'] },
  ),
  rule(
    'worker-room-by-its-door',
    'Enter a room of workers/ through its index.ts; only a measurement looks behind it.',
    { path: '^(workers/entries|scripts)/' },
    {
      path: '^workers/(?!entries/|runtime/)[^/]+/.+',
      pathNot: '^workers/[^/]+/index[.]ts$',
    },
  ),
  rule(
    'entries-are-roots',
    'Entries are started, not imported; what they share lies in workers/entries/parts.',
    { pathNot: '^tests/integration/' },
    {
      path: '^(workers/entries/[^/]+[.]ts|electron/main[.]ts)$',
    },
  ),
  rule(
    'preload-is-thin',
    'A preload imports electron and contracts only.',
    { path: '^electron/preload/' },
    {
      pathNot: ['^electron/preload/', '^domain/contracts/', '^node_modules/electron/'],
    },
  ),
  rule(
    'no-one-imports-preload',
    'A preload is an entry.',
    { pathNot: ['^electron/preload/', '^tests/'] },
    {
      path: '^electron/preload/',
    },
  ),
];

const gates = [
  rule(
    'electron-gate',
    'Electron in electron/ only.',
    { pathNot: ['^electron/', '^tests/e2e/'] },
    packages('electron'),
  ),
  rule(
    'onnx-gate',
    'ONNX Runtime in workers/inference only; bench/ compares with the bare runtime.',
    { pathNot: ['^workers/inference/', '^tests/integration/', '^bench/'] },
    packages('onnxruntime-node', 'onnxruntime-common', 'onnxruntime-web'),
  ),
  rule(
    'sqlite-gate',
    'SQLite in workers/store only.',
    { pathNot: ['^workers/store/', '^tests/'] },
    packages('better-sqlite3'),
  ),
  rule(
    'http-gate',
    'The web server lives in workers/gateway only.',
    { pathNot: ['^workers/gateway/', '^tests/'] },
    packages('fastify', '@fastify', 'fastify-type-provider-zod'),
  ),
  rule(
    'web-socket-gate',
    'Web sockets live in workers/gateway; tests and bench are its clients.',
    { pathNot: ['^workers/gateway/', '^(tests|bench)/'] },
    packages('ws'),
  ),
  rule(
    'spawn-gate',
    'Programs are started by workers/ingest and workers/supervisor only.',
    { pathNot: ['^workers/(ingest|supervisor)/', '^(tests|scripts|bench|evaluation|simulator)/'] },
    { path: '^(node:)?child_process$' },
  ),
  rule(
    'react-gate',
    'React and what is built on it stay in renderer/, outside canvas/.',
    { pathNot: ['^renderer/(?!canvas/)', '^tests/', '^vite[.]config[.]ts$'] },
    packages('react', 'react-dom', 'react-leaflet', 'recharts', '@mantine', '@tanstack', 'leaflet', 'zustand'),
  ),
  rule(
    'three-gate',
    'three.js draws pictures in simulator/render only; everything else of the simulator is plain numbers.',
    { pathNot: ['^simulator/render/', '^tests/unit/simulator/render/'] },
    packages('three', '@types/three'),
  ),
  rule('renderer-no-node-core', 'The renderer is sandboxed.', { path: '^renderer/' }, CORE),
];

const renderer = [
  rule(
    'feature-not-to-feature',
    'Features meet in app/.',
    { path: '^renderer/features/([^/]+)/' },
    { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
  ),
  rule(
    'feature-by-its-door',
    'Enter a feature through its index.',
    { path: '^renderer/', pathNot: '^renderer/features/' },
    {
      path: '^renderer/features/[^/]+/.+',
      pathNot: '^renderer/features/[^/]+/index[.]tsx?$',
    },
  ),
  rule(
    'canvas-is-a-library',
    'canvas/ knows no store, no API and no screen.',
    { path: '^renderer/canvas/' },
    {
      path: '^renderer/',
      pathNot: '^renderer/canvas/',
    },
  ),
  rule(
    'shared-not-to-features',
    'Shared rooms of the renderer stay below its features.',
    { path: '^renderer/(ui|api|state|canvas|i18n)/' },
    {
      path: '^renderer/(features|app)/',
    },
  ),
];

const tests = [
  rule(
    'not-to-tests',
    'Shipped code never needs test code.',
    { pathNot: '^tests/' },
    {
      path: '^tests/|[.](test|spec)[.]tsx?$',
      pathNot: '^node_modules/',
    },
  ),
  rule(
    'unit-tests-mirror',
    'Tests of domain/ need nothing but domain/.',
    { path: '^tests/unit/domain/' },
    {
      path: '^(electron|renderer|workers|scripts|bench|evaluation|simulator)/',
    },
  ),
  rule(
    'not-to-dev-dep',
    'Shipped code uses `dependencies` only.',
    { path: '^(domain|electron|renderer|workers)/' },
    {
      dependencyTypes: ['npm-dev'],
      pathNot: '^node_modules/(electron|@types)/',
    },
  ),
];

export default {
  forbidden: [...graph, ...domain, ...processes, ...gates, ...renderer, ...tests],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]css$' },
    // Type imports count.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'],
    },
  },
};
