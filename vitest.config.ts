import { configDefaults, defineConfig } from 'vitest/config';
import { testProjects } from './scripts/test-projects.ts';

// The desktop suite is asked for by name, so that a plain `vitest run` passes on machines without the Electron runtime.
const wanted = testProjects.filter(({ name }) => name !== 'electron' || process.env['TEST_ELECTRON'] === '1');

export default defineConfig({
  test: {
    pool: 'forks',
    // Two cores are the smallest machine this is built on; more forks only make every test slower there.
    maxWorkers: 2,
    projects: wanted.map((project) => ({
      extends: true,
      test: {
        name: project.name,
        include: [...project.include],
        exclude: [...configDefaults.exclude, ...project.exclude],
        testTimeout: project.testTimeoutMs,
        hookTimeout: project.hookTimeoutMs,
        fileParallelism: project.parallel,
        // Those that may not run beside others run after them.
        sequence: { groupOrder: project.parallel ? 0 : 1 },
        setupFiles: ['tests/support/no-leftover-processes.ts'],
      },
    })),
  },
});
