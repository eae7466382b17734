import type { Failure } from '../../domain/base/result.ts';
import type { Message, MessageOf } from '../../domain/contracts/messages.ts';
import { ROAD_USER_CLASSES } from '../../domain/detection/classes.ts';
import type { Detections } from '../../domain/detection/detections.ts';

/** A picture for the detector. */
export interface DetectorFrame {
  readonly cameraId: string;
  readonly frameId: number;
  readonly width: number;
  readonly height: number;
  readonly format: 'yuv420p' | 'bgr24';
  readonly raw: Uint8Array;
  readonly modelId: string | null;
  readonly lossless: boolean;
}

/** What came back: detections and what made them, or why there are none. */
export type DetectorAnswer =
  | { readonly ok: true; readonly detections: Detections; readonly by: MessageOf<'detections'> }
  | { readonly ok: false; readonly failure: Failure };

export interface DetectorClient {
  detect(frame: DetectorFrame): Promise<DetectorAnswer>;
  /** Detectors as they last told of themselves. */
  readonly models: MessageOf<'models'> | null;
  whenModels(): Promise<void>;
  opened(send: (message: Message, body?: Uint8Array) => void): void;
  lost(): void;
  /** True when the message was an answer. */
  take(message: Message, body: Uint8Array): boolean;
  /** The process ends: whoever still waits for an answer is told so. */
  close(): void;
}

interface Asked {
  readonly frame: DetectorFrame;
  answer(answer: DetectorAnswer): void;
}

const AWAY: Failure = {
  code: 'detector-away',
  message: 'the detector is restarting',
  hint: 'It comes back by itself within seconds.',
};
/** Nothing is wrong with a frame that is answered so: its own process is ending. */
export const DETECTOR_CLOSED = 'detector-closed';
const CLOSED: Failure = {
  code: DETECTOR_CLOSED,
  message: 'this process is ending',
  hint: 'It goes on where it was with the next start.',
};
const BAD_ANSWER: Failure = {
  code: 'bad-answer',
  message: 'the detector answered with too few or too many bytes',
  hint: 'Update all parts of the program to the same version.',
};
const UNKNOWN_CLASS: Failure = {
  ...BAD_ANSWER,
  message: 'the detector named a class of road users that this program does not know',
};
/** The detector refused because it is going away itself: frames of recordings are sent again when it is back. */
const GOES_AWAY = 'inference-closed';
/** Float32 × 6 per detection. */
const BYTES = 24;

/** Asks the inference process. While it is away live frames are given up, frames of recordings wait and are sent again. */
export function createDetectorClient(): DetectorClient {
  let send: ((message: Message, body?: Uint8Array) => void) | null = null;
  let nextSeq = 1;
  let models: MessageOf<'models'> | null = null;
  const asked = new Map<number, Asked>();
  let modelWaiters: (() => void)[] = [];
  let closed = false;

  function transmit(seq: number, { raw, ...frame }: DetectorFrame): void {
    send?.({ type: 'infer', seq, ...frame }, raw);
  }
  function settle(seq: number, answer: DetectorAnswer): void {
    const entry = asked.get(seq);
    asked.delete(seq);
    entry?.answer(answer);
  }
  function refused(seq: number, failure: Failure): void {
    const waits = failure.code === GOES_AWAY && asked.get(seq)?.frame.lossless === true;
    if (!waits) settle(seq, { ok: false, failure });
  }
  function noteModels(message: MessageOf<'models'>): void {
    models = message;
    for (const tell of modelWaiters) tell();
    modelWaiters = [];
  }

  return {
    get models() {
      return models;
    },
    detect(frame) {
      if (closed) return Promise.resolve({ ok: false, failure: CLOSED });
      if (send === null && !frame.lossless) return Promise.resolve({ ok: false, failure: AWAY });
      const seq = nextSeq++;
      return new Promise((answer) => {
        asked.set(seq, { frame, answer });
        transmit(seq, frame);
      });
    },
    whenModels: () => (models === null ? new Promise((resolve) => modelWaiters.push(resolve)) : Promise.resolve()),
    opened(sender) {
      send = sender;
      for (const [seq, entry] of asked) transmit(seq, entry.frame);
    },
    lost() {
      send = null;
      for (const [seq, entry] of [...asked]) if (!entry.frame.lossless) settle(seq, { ok: false, failure: AWAY });
    },
    take(message, body) {
      if (message.type === 'detections') settle(message.seq, answerOf(message, body));
      else if (message.type === 'infer-failed') refused(message.seq, message.failure);
      else if (message.type === 'models') noteModels(message);
      else return false;
      return true;
    },
    close() {
      closed = true;
      for (const seq of [...asked.keys()]) settle(seq, { ok: false, failure: CLOSED });
    },
  };
}

function answerOf(by: MessageOf<'detections'>, body: Uint8Array): DetectorAnswer {
  if (body.byteLength !== by.count * BYTES) return { ok: false, failure: BAD_ANSWER };
  const detections = unpack(by.count, body);
  return detections === null ? { ok: false, failure: UNKNOWN_CLASS } : { ok: true, detections, by };
}

/**
 * From Float32 × 6 per detection to parallel arrays; null when a class is named that nobody knows, which no rule behind
 * this door could bear. The body may start at any byte, so it is read, not cast.
 */
function unpack(count: number, body: Uint8Array): Detections | null {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const boxes = new Float32Array(count * 4);
  const scores = new Float32Array(count);
  const classes = new Uint8Array(count);
  for (let at = 0; at < count; at += 1) {
    const from = at * BYTES;
    for (let side = 0; side < 4; side += 1) boxes[at * 4 + side] = view.getFloat32(from + side * 4, true);
    scores[at] = view.getFloat32(from + 16, true);
    const code = view.getFloat32(from + 20, true);
    if (ROAD_USER_CLASSES[code] === undefined) return null;
    classes[at] = code;
  }
  return { count, boxes, scores, classes };
}
