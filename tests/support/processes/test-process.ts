import { spawn } from 'node:child_process';
import { fail, ok } from '../../../domain/base/result.ts';
import { START_PROCESS } from '../../../domain/contracts/messages.ts';
import { runProcess } from '../../../workers/runtime/run-process.ts';
import { startTicksOf } from '../../../workers/supervisor/kill.ts';

/** A process that does what its setting `act` says, for tests of the supervisor. */
function blockFor(ms: number): void {
  const until = Date.now() + ms;
  while (Date.now() < until);
}

runProcess(async ({ settings, tell, onTold, busy, log, dataKey }) => {
  const act = settings['act'] ?? 'live';
  log('info', 'begun with rtsp://me:hidden@camera/', { key: dataKey?.toString('base64') === settings['expectKey'] });
  if (act === 'refuse') return fail('no-way', 'this cannot work', 'Do something else.');
  if (act === 'crash') setTimeout(() => process.exit(9), 50);
  if (act === 'hang') setTimeout(() => blockFor(60_000), 50);
  if (act === 'busy') {
    const done = busy('building something', 60_000);
    setTimeout(() => {
      blockFor(12_000);
      done();
    }, 50);
  }
  if (act === 'deaf') return ok(() => new Promise<void>(() => undefined));
  if (act === 'child') {
    const child = spawn('sleep', ['600'], { stdio: 'ignore' });
    const pid = child.pid ?? 0;
    tell({ type: 'child-started', pid, startTicks: startTicksOf(pid) ?? '', what: 'sleep' });
    tell({ type: 'opened', url: String(pid), signInLink: null });
  }
  if (act === 'trial') {
    const params = { argument: settings['note'] ?? '', deadlineMs: 600_000 };
    tell({ type: 'request', id: 1, method: 'probe-provider', params });
  }
  // Told to, it asks to start the first process again, and says what it was answered.
  onTold((message) => {
    if (message.type === 'request')
      tell({ type: 'request', id: 1, method: START_PROCESS, params: { name: 'camera-0' } });
    if (message.type === 'response') tell({ type: 'opened', url: message.failure?.code ?? 'done', signInLink: null });
  });
  return ok(() => undefined);
});
