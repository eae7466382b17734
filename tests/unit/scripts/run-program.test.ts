import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../scripts/run-program.ts';

const node = process.execPath;

describe('running a program', () => {
  it('keeps both outputs apart and together', async () => {
    const script = "process.stdout.write('one\\n'); process.stderr.write('two\\n'); process.exitCode = 3";
    const result = await runProgram(node, ['-e', script], { output: 'keep' });
    expect(result).toMatchObject({ code: 3, stdout: 'one\n', timedOut: false });
    expect(result.text).toContain('two\n');
  });

  it('says why a program cannot be started', async () => {
    const result = await runProgram('/no/such/program', [], { output: 'keep' });
    expect(result.code).toBe(127);
    expect(result.text).toContain('ENOENT');
  });

  it.skipIf(process.platform === 'win32')('stops a program with everything it started', async () => {
    // Were the inner sleep left running, its open pipe would keep the result from ever coming.
    const result = await runProgram('sh', ['-c', 'sleep 300 & sleep 300'], { output: 'keep', timeoutMs: 300 });
    expect(result.timedOut).toBe(true);
    expect(result.code).not.toBe(0);
  });

  it('passes the environment on', async () => {
    const args = ['-e', 'process.stdout.write(process.env.GREETING)'];
    expect((await runProgram(node, args, { output: 'keep', env: { GREETING: 'hello' } })).stdout).toBe('hello');
  });
});
