/** A file that breaks one layer rule on purpose. */
export interface LayerSeed {
  readonly rule: string;
  readonly path: string;
  readonly text: string;
}

const seed = (rule: string, path: string, ...imports: string[]): LayerSeed => ({
  rule,
  path,
  text: imports.map((from, index) => `export type * as seeded${index} from '${from}';\n`).join('') + keep,
});
/** Types alone must be enough to be caught, except where a rule is about running code: then the import is a real one. */
const running = (rule: string, path: string, from: string): LayerSeed => ({
  rule,
  path,
  text: `import '${from}';\n${keep}`,
});
const keep = 'export const kept = 1;\n';

/** At least one violation of every rule in .dependency-cruiser.mjs. */
export const layerSeeds: readonly LayerSeed[] = [
  seed('no-circular', 'domain/quality/circle-left.ts', './circle-right.ts'),
  seed('no-folder-cycle', 'domain/geometry/above-itself.ts', '../tracking/track.ts'),
  seed('no-unresolvable', 'domain/camera/nowhere.ts', './no-such-file.ts'),
  { rule: 'no-orphans', path: 'domain/traffic/forgotten.ts', text: keep },

  seed('domain-stays-home', 'domain/traffic/reaches-worker.ts', '../../workers/store/index.ts'),
  seed('domain-no-packages', 'domain/traffic/uses-zod.ts', 'zod'),
  seed('contracts-only-zod', 'domain/contracts/uses-fastify.ts', 'fastify'),
  running('domain-no-node-core', 'domain/traffic/reads-files.ts', 'node:fs'),
  seed('domain-rules-ignore-wire', 'domain/counting/knows-wire.ts', '../contracts/messages.ts'),
  seed('domain-base-is-bottom', 'domain/base/looks-up.ts', '../geometry/points.ts'),

  seed('renderer-only-sees-domain', 'renderer/app/calls-worker.ts', '../../workers/store/index.ts'),
  seed('workers-only-see-domain', 'workers/site/opens-window.ts', '../../electron/windows.ts'),
  seed('electron-not-to-renderer', 'electron/shows-screen.ts', '../renderer/ui/button.tsx'),
  seed('electron-only-supervises', 'electron/opens-store.ts', '../workers/store/index.ts'),
  seed('electron-only-supervises', 'electron/behind-the-door.ts', '../workers/supervisor/process.ts'),
  seed('worker-room-not-to-room', 'workers/site/opens-store.ts', '../store/index.ts'),
  seed('worker-room-by-its-door', 'workers/entries/climbs-in.ts', '../store/database.ts'),
  seed('worker-room-by-its-door', 'scripts/climbs-in.ts', '../workers/store/database.ts'),
  seed('entries-are-roots', 'scripts/imports-entry.ts', '../workers/entries/store.ts'),
  running('preload-is-thin', 'electron/preload/reads-files.ts', 'node:fs'),
  seed('no-one-imports-preload', 'electron/imports-preload.ts', './preload/preload.ts'),

  seed('electron-gate', 'workers/runtime/uses-electron.ts', 'electron'),
  seed('onnx-gate', 'workers/analytics/uses-onnx.ts', 'onnxruntime-node'),
  seed('sqlite-gate', 'workers/gateway/uses-sqlite.ts', 'better-sqlite3'),
  seed('http-gate', 'workers/site/uses-fastify.ts', 'fastify'),
  seed('http-gate', 'workers/site/uses-fastify-plugin.ts', '@fastify/static'),
  seed('web-socket-gate', 'workers/site/uses-ws.ts', 'ws'),
  running('spawn-gate', 'workers/gateway/spawns.ts', 'node:child_process'),
  running('spawn-gate', 'electron/spawns.ts', 'child_process'),
  seed('react-gate', 'renderer/canvas/uses-react.ts', 'react'),
  seed('react-gate', 'workers/gateway/uses-store.ts', 'zustand'),
  seed('three-gate', 'simulator/camera/uses-three.ts', 'three'),
  running('renderer-no-node-core', 'renderer/api/reads-files.ts', 'node:fs'),

  seed('feature-not-to-feature', 'renderer/features/live/peeks.ts', '../history/index.ts'),
  seed('feature-by-its-door', 'renderer/app/climbs-in.ts', '../features/history/table.tsx'),
  seed('canvas-is-a-library', 'renderer/canvas/uses-ui.ts', '../ui/button.tsx'),
  seed('shared-not-to-features', 'renderer/ui/knows-feature.ts', '../features/history/index.ts'),

  seed('not-to-tests', 'workers/store/uses-test.ts', '../../tests/support/builder.ts'),
  seed('unit-tests-mirror', 'tests/unit/domain/opens-store.test.ts', '../../../workers/store/index.ts'),
  seed('not-to-dev-dep', 'workers/store/uses-dev.ts', 'some-dev-tool'),
];

const door = (...files: string[]): string => files.map((from) => `export * from '${from}';\n`).join('') + keep;

/** A small tree in which every arrow is allowed; none of its files may be reported. */
export const lawfulFiles: Readonly<Record<string, string>> = {
  'domain/base/result.ts': keep,
  'domain/geometry/points.ts': door('../base/result.ts'),
  'domain/tracking/track.ts': door('../geometry/points.ts'),
  'domain/contracts/messages.ts': door('../tracking/track.ts', 'zod'),
  'domain/quality/circle-right.ts': door('./circle-left.ts'),
  'workers/runtime/socket.ts': door('../../domain/contracts/messages.ts'),
  'workers/store/database.ts': door('better-sqlite3', '../runtime/socket.ts'),
  'workers/store/index.ts': door('./database.ts'),
  'workers/gateway/index.ts': door('fastify', 'ws', '../runtime/socket.ts'),
  'workers/inference/index.ts': door('onnxruntime-node'),
  'workers/ingest/index.ts': door('node:child_process'),
  'workers/supervisor/process.ts': door('node:child_process'),
  'workers/supervisor/index.ts': door('./process.ts'),
  'workers/entries/store.ts': door('../store/index.ts', '../runtime/socket.ts', './parts/settings.ts'),
  'workers/entries/parts/settings.ts': door('../../runtime/socket.ts'),
  'electron/main.ts': door('electron', '../workers/supervisor/index.ts', './windows.ts'),
  'electron/windows.ts': door('electron', '../domain/contracts/messages.ts'),
  'electron/preload/preload.ts': door('electron', '../../domain/contracts/messages.ts'),
  'renderer/ui/button.tsx': door('react'),
  'renderer/canvas/layer.ts': door('../../domain/geometry/points.ts'),
  'renderer/features/history/table.tsx': door('react', '../../ui/button.tsx'),
  'renderer/features/history/index.ts': door('./table.tsx'),
  'renderer/app/app.tsx': door('../features/history/index.ts', '../canvas/layer.ts'),
  // A measurement may look behind the doors at the parts it measures.
  'bench/copy-cost.ts': door('../workers/store/database.ts', 'ws', 'onnxruntime-node'),
  'simulator/scenes/junction.ts': door('../../domain/geometry/points.ts'),
  'evaluation/accuracy.ts': door('../workers/inference/index.ts', '../bench/copy-cost.ts'),
  'scripts/start.ts': door('../workers/supervisor/index.ts', 'node:child_process'),
  'tests/support/builder.ts': door('../../domain/tracking/track.ts'),
  'tests/integration/store/opens.test.ts': door('../../../workers/store/database.ts', 'better-sqlite3'),
};

const shipped = [
  'zod',
  'better-sqlite3',
  'fastify',
  '@fastify/static',
  'ws',
  'onnxruntime-node',
  'react',
  'zustand',
] as const;
const developed = ['electron', 'some-dev-tool', 'three'] as const;

/** Stand-in packages: the gates match a package by the place it resolves to, so one empty file each is enough. */
export function packageFiles(): Readonly<Record<string, string>> {
  const versions = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const manifest = { name: 'seeded', dependencies: versions(shipped), devDependencies: versions(developed) };
  const stubs = [...shipped, ...developed].flatMap((name): [string, string][] => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
    [`node_modules/${name}/index.js`, 'module.exports = {};\n'],
    [`node_modules/${name}/index.d.ts`, 'export {};\n'],
  ]);
  return { 'package.json': JSON.stringify(manifest), ...Object.fromEntries(stubs) };
}
