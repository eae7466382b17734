import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot, runProgram } from '../../../scripts/run-program.ts';

const preload = join(repositoryRoot, 'scripts/require-node-24.mjs');

/** A Node that calls itself by another version before the check sees it. */
function startUnder(version: string): ReturnType<typeof runProgram> {
  const pretend = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'${version}'}})`;
  return runProgram(process.execPath, ['--import', pretend, '--import', preload, '-e', "console.log('started')"], {
    output: 'keep',
  });
}

describe('the Node check', () => {
  it('stops an older Node before anything starts, and says what to do', async () => {
    const result = await startUnder('20.20.2');
    expect(result.code).toBe(1);
    expect(result.text).toContain('This needs Node 24, and this is Node 20.20.2.');
    expect(result.text).not.toContain('started');
  });

  it.each(['24.0.0', '26.1.0'])('lets Node %s through', async (version) => {
    expect(await startUnder(version)).toMatchObject({ code: 0, stdout: 'started\n' });
  });
});
