import { existsSync, globSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, relative, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, defineConfig } from 'vite';
import type { Plugin, UserConfig } from 'vite';

const root = import.meta.dirname;
const PRELOAD = resolve(root, 'electron/preload/preload.ts');

/** `renderer`: the web application. `processes`: everything that runs in Node or Electron's main process. */
export default defineConfig(({ mode }) => (mode === 'processes' ? processes() : renderer()));

function renderer(): UserConfig {
  return {
    root: resolve(root, 'renderer'),
    base: './',
    plugins: [react()],
    // The page's policy allows scripts from its own origin only: nothing may end up inline.
    worker: { format: 'es' },
    build: {
      outDir: resolve(root, 'dist/renderer'),
      emptyOutDir: true,
      target: 'chrome140',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      sourcemap: true,
      chunkSizeWarningLimit: 900,
    },
  };
}

function processes(): UserConfig {
  return {
    root,
    publicDir: false,
    plugins: [buildPreload()],
    ssr: { external: true },
    build: {
      ssr: true,
      outDir: resolve(root, 'dist'),
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: entries(),
        external: ['electron', /^node:/, ...builtinModules],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'workers/chunks/[name]-[hash].js' },
      },
    },
  };
}

/** Every file that is started by path keeps its place under dist/. Rooms that do not exist yet are left out. */
function entries(): Record<string, string> {
  const files = [
    ...globSync('workers/entries/*.ts', { cwd: root }),
    ...globSync('workers/supervisor/index.ts', { cwd: root }),
    ...globSync('workers/**/*-worker.ts', { cwd: root }),
    ...globSync('electron/main.ts', { cwd: root }),
  ].filter((file) => !basename(file).endsWith('.d.ts'));
  return Object.fromEntries(files.map((file) => [file.replace(/\.ts$/, ''), resolve(root, file)]));
}

/** The preload runs in a sandbox that knows no modules: one CommonJS file with everything in it. */
function buildPreload(): Plugin {
  return {
    name: 'preload-as-commonjs',
    buildStart() {
      // Chunks carry hashes in their names: what an older build left would pile up.
      for (const folder of ['workers', 'electron'])
        rmSync(resolve(root, 'dist', folder), { recursive: true, force: true });
    },
    async closeBundle() {
      if (!existsSync(PRELOAD)) return;
      await build({
        configFile: false,
        root,
        publicDir: false,
        logLevel: 'warn',
        build: {
          outDir: resolve(root, 'dist/electron/preload'),
          emptyOutDir: true,
          target: 'chrome140',
          minify: false,
          sourcemap: true,
          lib: { entry: relative(root, PRELOAD), formats: ['cjs'], fileName: () => 'preload.cjs' },
          rolldownOptions: { external: ['electron'] },
        },
      });
    },
  };
}
