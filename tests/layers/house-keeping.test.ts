import { globSync, readFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { repositoryRoot } from './seeded-tree.ts';

const read = (path: string): string => readFileSync(join(repositoryRoot, path), 'utf8');
const find = (patterns: readonly string[]): readonly string[] =>
  globSync([...patterns], { cwd: repositoryRoot, exclude: ['**/node_modules/**', '**/dist/**'] }).sort();

const pages = find([
  '*.md',
  'docs/**/*.md',
  'models/**/*.md',
  'assets/**/*.md',
  'training/**/*.md',
  'simulator/**/*.md',
]);
const code = find(['{domain,workers,electron,renderer,scripts,bench,evaluation,simulator,tests}/**/*.{ts,tsx}']);
const migrations = find(['workers/store/migrations/[0-9]*.ts']);

/** Relative targets of a page's links; addresses and anchors within the page are left out. */
function relativeLinks(text: string): readonly string[] {
  const prose = text.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`]*`/g, '');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  return targets.filter((target) => !/^([a-z]+:|#)/.test(target)).map((target) => target.replace(/#.*$/, ''));
}

describe('the pages', () => {
  it.each(pages)('%s links only to what exists', (page) => {
    const broken = relativeLinks(read(page)).filter(
      (target) => !existsSync(resolve(repositoryRoot, dirname(page), target)),
    );
    expect(broken).toEqual([]);
  });

  it('the change log has the version of the package', () => {
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(read('package.json')));
    expect(read('CHANGELOG.md')).toContain(`## [${version}]`);
  });

  it('the dependency page explains every package and no other', () => {
    const names = z.record(z.string(), z.string());
    const manifest = z
      .object({ dependencies: names, devDependencies: names, optionalDependencies: names })
      .parse(JSON.parse(read('package.json')));
    const installed = Object.values(manifest).flatMap((group) => Object.keys(group));
    const explained = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? '');
    expect(explained.toSorted()).toEqual(installed.toSorted());
  });

  it('decisions are numbered without a gap', () => {
    const numbers = find(['docs/decisions/[0-9]*.md']).map((path) => Number(/(\d{4})-/.exec(path)?.[1]));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
});

describe('the code', () => {
  it('says why wherever a rule is switched off', () => {
    // The lint rule of the same aim cannot report a comment that switches off all rules, its own among them.
    const silent = code.filter((path) => /\/[/*]\s*eslint-disable\s*(\*\/|$)/m.test(read(path)));
    expect(silent).toEqual([]);
  });

  it('has a test of its own for each migration', () => {
    const tests = find(['tests/integration/store/**/*.test.ts']).map((path) => `${path}\n${read(path)}`);
    const untested = migrations.filter((path) => {
      const number = /(\d{4})-/.exec(path)?.[1] ?? path;
      return !tests.some((text) => new RegExp(`migration[-_ ]${number}`, 'i').test(text));
    });
    expect(untested).toEqual([]);
  });
});

interface PackagerConfig {
  getConfig(folder: string, file: string, overrides: null): Promise<unknown>;
  validateConfiguration(config: unknown, log: { isEnabled: boolean }): Promise<void>;
}

describe('the packaging', () => {
  const builder = createRequire(join(repositoryRoot, 'node_modules/electron-builder/package.json'));
  const packager = builder('app-builder-lib/out/util/config/config.js') as PackagerConfig;

  it('is a configuration that the packager accepts', async () => {
    const config = await packager.getConfig(repositoryRoot, 'electron-builder.yml', null);
    await expect(packager.validateConfiguration(config, { isEnabled: false })).resolves.toBeUndefined();
  });

  it('finds the picture of the program for every system', async () => {
    const config = z
      .object({ directories: z.object({ buildResources: z.string() }), linux: z.object({ icon: z.string() }) })
      .parse(await packager.getConfig(repositoryRoot, 'electron-builder.yml', null));
    const { buildResources } = config.directories;
    const files = [
      ...['icon.ico', 'icon.icns', 'icon.png'].map((name) => join(buildResources, name)),
      config.linux.icon,
    ];
    expect(files.filter((file) => !existsSync(join(repositoryRoot, file)))).toEqual([]);
  });

  it('unpacks what cannot be read from inside an archive', async () => {
    const config = z
      .object({ asarUnpack: z.array(z.string()), files: z.array(z.unknown()) })
      .parse(await packager.getConfig(repositoryRoot, 'electron-builder.yml', null));
    const native = ['onnxruntime-node', 'better-sqlite3', 'ffmpeg-static'].map((name) => `node_modules/${name}/**`);
    expect(config.asarUnpack).toEqual(expect.arrayContaining([...native, 'models/**', 'assets/**']));
  });
});
