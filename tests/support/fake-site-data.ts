import { randomUUID } from 'node:crypto';

/** Cameras, statuses, processes and models of the stand-in site. */
const NAMES = [
  ['bach-dang-north', 'Bạch Đằng – north', ''],
  ['dragon-bridge-west', 'Dragon Bridge – west ramp', 'Stand-in footage: public clip, not this site'],
  ['nguyen-van-linh-12', 'Nguyễn Văn Linh / 12', ''],
  ['han-market', 'Hàn Market', ''],
  ['airport-gate-2', 'Airport gate 2', ''],
  ['le-duan-05', 'Lê Duẩn 05', ''],
] as const;

export function fakeCameras() {
  return NAMES.map(([id, name, note], index) => ({
    id,
    name,
    note,
    source: {
      kind: 'rtsp' as const,
      url: `rtsp://10.20.0.${21 + index}:554/stream1`,
      backupUrls: [],
      transport: 'tcp' as const,
    },
    enabled: index !== 5,
    analysis: {
      enabled: true,
      maxFps: 0,
      width: 0,
      viewWidth: 640,
      viewQuality: 5,
      hardwareDecode: 'auto' as const,
      modelId: null,
      thresholds: {},
    },
    timeZone: 'Asia/Ho_Chi_Minh',
    place: null,
    revision: 3,
    hasCredential: index === 0,
    lines: index > 3 ? [] : fakeLines(),
    zones: index === 0 ? fakeZones() : [],
  }));
}

function fakeLines() {
  const line = (name: string, y: number, inName: string, outName: string) => ({
    lineId: randomUUID(),
    version: 1,
    versionId: randomUUID(),
    name,
    from: { x: 0.16, y },
    to: { x: 0.62, y: y - 0.06 },
    inName,
    outName,
    reference: { x: 0.5, y: 1 },
  });
  return [line('Main carriageway', 0.72, 'southbound', 'northbound')];
}

function fakeZones() {
  const corner = (x: number, y: number) => ({ x, y });
  return [
    {
      zoneId: randomUUID(),
      version: 1,
      versionId: randomUUID(),
      name: 'Stop area',
      kind: 'zone' as const,
      points: [corner(0.66, 0.5), corner(0.9, 0.48), corner(0.96, 0.8), corner(0.68, 0.84)],
      reference: { x: 0.5, y: 1 },
    },
  ];
}

const STATES = [
  ['live', 'frames', ''],
  ['live', 'frames', ''],
  ['live', 'frames', ''],
  ['live', 'frames', ''],
  ['offline', 'unreachable', 'next try in 8 s'],
  ['stopped', 'disabled', ''],
] as const;

export function fakeStatus(cameraId: string, index: number, sessionId: string) {
  const [state, reason, detail] = STATES[index] ?? ['connecting', 'opening', ''];
  const live = state === 'live';
  return {
    cameraId,
    state,
    reason,
    detail,
    sinceUtcUs: Date.now() * 1000 - 3_600_000_000,
    sessionId: live ? sessionId : null,
    mode: 'live' as const,
    jobId: null,
    codec: live ? 'h264' : '',
    sourceWidth: live ? 1920 : 0,
    sourceHeight: live ? 1080 : 0,
    decoder: live ? 'software' : '',
    decoderFallback: null,
    fps: live ? 24.9 : 0,
    analysedFps: live ? (index === 2 ? 6.1 : 12.5) : 0,
    bitrateKbps: live ? 3820 : 0,
    lastFrameUtcUs: live ? Date.now() * 1000 : null,
    drops: live ? { 'detector-busy': index === 2 ? 8123 : 12, 'view-late': 3 } : {},
    restarts: index === 4 ? 17 : 0,
    ageMsP50: live ? 142 : 0,
    ageMsP95: live ? 236 : 0,
    frames: live ? 412_233 : 0,
    pendingFacts: 0,
    progress: null,
    clock: { quality: live ? ('rtcp' as const) : null, doubt: null },
    nextTryUtcUs: null,
  };
}

export function fakeProcesses(startedUtcUs: number) {
  const one = (name: string, rssMb: number, cpuPercent: number, more: Record<string, unknown> = {}) => ({
    name,
    state: 'ready',
    pid: 4100 + rssMb,
    restarts: 0,
    reason: '',
    busyWith: null,
    sinceUtcUs: startedUtcUs,
    rssBytes: rssMb * 1e6,
    cpuPercent,
    ...more,
  });
  return [
    one('store', 96, 2),
    one('inference-0', 412, 88),
    one('camera-0', 148, 31),
    one('camera-1', 151, 12, {
      restarts: 1,
      reason: 'heartbeat missing for 10 s',
      sinceUtcUs: Date.now() * 1000 - 420e6,
    }),
    one('site', 71, 1),
    one('gateway', 104, 6),
  ];
}

export function fakeModels() {
  const one = (modelId: string, title: string, more: Record<string, unknown>) => ({
    modelId,
    title,
    family: 'yolox',
    sha256: 'a'.repeat(64),
    provider: 'cpu',
    device: '2 threads',
    fallback: null,
    inputWidth: 640,
    inputHeight: 352,
    resize: 'letterbox',
    classes: ['car', 'motorcycle', 'bus', 'truck', 'bicycle', 'pedestrian'],
    state: 'ready',
    reason: '',
    note: '',
    standIn: false,
    inferMsP50: 10.4,
    inferMsP95: 19.2,
    batchMean: 1.6,
    answered: 1200,
    queue: 0,
    ...more,
  });
  return [
    one('stopgap', 'Stop-gap 640×352', {
      standIn: true,
      fallback: 'WebGPU was slower than the processor (41 ms against 10 ms)',
    }),
    one('nano', 'YOLOX nano 416', { inputWidth: 416, inputHeight: 416, inferMsP50: 14.1, inferMsP95: 22 }),
  ];
}
