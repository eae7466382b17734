import { ok } from '../../../domain/base/result.ts';
import type { ImportSettings, ModelImport } from '../../../domain/contracts/model-import.ts';
import type { GatewayOptions } from '../../../workers/gateway/index.ts';

export const IMPORT_ID = '0b7f7d39-6f2c-4f0e-9c0e-3d7b4a1f0009';

const usual = <T>(value: T) => ({ value, sure: 'usual' as const });
export const BROUGHT: ModelImport = {
  importId: IMPORT_ID,
  fileName: 'traffic.onnx',
  bytes: 5,
  sha256: 'ab'.repeat(32),
  uploadedUtcUs: 1,
  uploadedBy: 'admin',
  recognised: {
    producer: 'Ultralytics 8.3.40',
    description: '',
    licence: '',
    opset: 17,
    inputs: [{ name: 'images', type: 'float32', dims: ['batch', 3, 640, 640] }],
    outputs: [{ name: 'output0', type: 'float32', dims: [1, 7, 8400] }],
    family: { value: 'yolov8', sure: 'seen' },
    families: ['yolov8'],
    size: { value: { width: 640, height: 640 }, sure: 'file' },
    openSize: false,
    channelOrder: usual('rgb' as const),
    scale: usual('1/255' as const),
    resize: usual('letterbox-centre' as const),
    classes: { value: ['car', 'bus', 'person'], sure: 'file' },
    classCount: 3,
  },
};
export const SETTINGS: ImportSettings = {
  title: 'Traffic',
  licence: 'our own',
  family: 'yolov8',
  size: { width: 640, height: 640 },
  channelOrder: 'rgb',
  scale: '1/255',
  imagenet: false,
  resize: 'letterbox-centre',
  classes: ['car', 'bus', 'person'],
  classMap: { car: 'car', bus: 'bus', person: 'pedestrian' },
  threshold: 0.35,
};

export interface FakeImports {
  readonly desk: GatewayOptions['modelImports'];
  /** What came, as it came. */
  readonly bodies: Uint8Array[];
  readonly removed: string[];
}

/** A desk that takes everything: for who may ask, and what is handed on. The real one has tests of its own. */
export function fakeImports(): FakeImports {
  const bodies: Uint8Array[] = [];
  const removed: string[] = [];
  const take = async (body: AsyncIterable<Uint8Array>): Promise<void> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of body) pieces.push(piece);
    bodies.push(Buffer.concat(pieces));
  };
  const look = { title: 'Traffic', threshold: 0.35, ms: 9, found: [] };
  const speed = { title: 'Traffic', p50Ms: 9, p95Ms: 11 };
  const desk: GatewayOptions['modelImports'] = {
    list: async () => ({ imports: [BROUGHT], imported: ['traffic'], limits: { fileBytes: 100, imports: 5 } }),
    receive: async ({ body, fileName, user }) => {
      await take(body);
      return ok({ ...BROUGHT, fileName, uploadedBy: user });
    },
    check: async () => ok(BROUGHT),
    setPicture: async (_id, { body }) => ok(await take(body)),
    look: async () => ok({ own: look, current: null }),
    measure: async () => ok({ own: speed, current: null, ratio: null, threads: 2, rounds: 5 }),
    save: async () => ok({ modelId: 'traffic' }),
    discard: async () => ok(undefined),
    remove: async (modelId) => ok(void removed.push(modelId)),
  };
  return { desk, bodies, removed };
}
