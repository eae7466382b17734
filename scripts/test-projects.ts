/** A shelf of tests, sorted by what its tests need. The vitest configuration and the test runner both read this list. */
export interface TestProject {
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly testTimeoutMs: number;
  readonly hookTimeoutMs: number;
  /** Whether two files may run at once: never where they share cameras, ports and processors. */
  readonly parallel: boolean;
}

const desktopSuite = 'tests/e2e/electron/**';
/** Tests of whole sites, all processes of each: they would take each other's processors. */
const wholeSites = 'tests/integration/site/**';
const excluded: Readonly<Record<string, readonly string[]>> = { e2e: [desktopSuite], integration: [wholeSites] };

const shelf = (name: string, testTimeoutMs: number, parallel: boolean): TestProject => ({
  name,
  include: [`tests/${name}/**/*.test.{ts,tsx}`],
  exclude: excluded[name] ?? [],
  testTimeoutMs,
  hookTimeoutMs: Math.max(30_000, testTimeoutMs),
  parallel,
});

export const testProjects: readonly TestProject[] = [
  shelf('unit', 15_000, true),
  shelf('contract', 15_000, true),
  shelf('layers', 60_000, true),
  shelf('integration', 120_000, true),
  { ...shelf('site', 120_000, false), include: [`${wholeSites}/*.test.ts`] },
  shelf('e2e', 180_000, false),
  // Needs the Electron runtime: run by scripts/test-electron.ts only.
  { ...shelf('electron', 180_000, false), include: [`${desktopSuite}/*.test.ts`] },
];
