import { beforeEach, describe, expect, it, vi } from 'vitest';
import { gatewayAccessSchema } from '../../../../domain/contracts/shell.ts';
import { desktopGateway } from '../../../../renderer/api/desktop-bridge.ts';

const gateway = { url: 'http://127.0.0.1:8080/', token: 'f'.repeat(64) };
const wire = vi.hoisted(() => ({
  exposed: {} as Record<string, Record<string, unknown>>,
  asked: [] as unknown[],
  gateway: null as unknown,
}));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: Record<string, unknown>) => (wire.exposed[name] = value) },
  ipcRenderer: {
    sendSync: () => wire.gateway,
    invoke: (...values: unknown[]) => Promise.resolve(void wire.asked.push(values)),
  },
}));

/** By a name that the compiler does not follow: the preload is an entry of its own, compiled for another environment. */
const preload: string = '../../../../electron/preload/preload.ts';

async function load(answer: unknown): Promise<Record<string, unknown>> {
  wire.gateway = answer;
  vi.resetModules();
  await import(preload);
  return wire.exposed['commandCenter'] ?? {};
}

beforeEach(() => {
  wire.exposed = {};
  wire.asked = [];
});

describe('the preload', () => {
  it('hands the page exactly what the page understands', async () => {
    const bridge = await load(gateway);
    expect(Object.keys(wire.exposed)).toEqual(['commandCenter']);
    expect(Object.keys(bridge).sort()).toEqual(['gateway', 'pickFile', 'pickFolder']);
    expect(desktopGateway({ commandCenter: bridge })).toEqual(gatewayAccessSchema.parse(gateway));
  });

  it('asks over the agreed channels alone', async () => {
    const bridge = await load(gateway);
    await (bridge['pickFile'] as (question: unknown) => Promise<unknown>)({ kind: 'recording' });
    await (bridge['pickFolder'] as () => Promise<unknown>)();
    expect(wire.asked).toEqual([['shell:pick-file', { kind: 'recording' }], ['shell:pick-folder']]);
  });

  it('names no gateway when it was refused one', async () => {
    const bridge = await load(null);
    expect(bridge).not.toHaveProperty('gateway');
    expect(desktopGateway({ commandCenter: bridge })).toBeNull();
  });
});
