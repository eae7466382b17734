import type { ViewHead } from '../../domain/contracts/messages.ts';
import type { DecodeAnswer, DecodeRequest } from './decode-worker.ts';
import { latestWins } from './latest-wins.ts';

export interface DecodedFrame {
  readonly head: ViewHead;
  readonly bitmap: ImageBitmap;
}

export interface FrameDecoderOptions {
  readonly onFrame: (frame: DecodedFrame) => void;
  /** A newer picture came before this one was decoded, or it was no JPEG. */
  readonly onSkipped: (cameraId: string, why: 'overtaken' | 'unreadable') => void;
}

export interface FrameDecoder {
  readonly decode: (head: ViewHead, buffer: ArrayBuffer, jpegOffset: number) => void;
  readonly stop: () => void;
}

interface Job {
  readonly head: ViewHead;
  readonly buffer: ArrayBuffer;
  readonly offset: number;
}

/** Decodes on a worker; per camera one picture is in work and only the newest waits. */
export function startFrameDecoder(options: FrameDecoderOptions): FrameDecoder {
  const worker = new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' });
  const jobs = new Map<number, Job>();
  let nextId = 0;

  const queue = latestWins<Job>({
    start: (_cameraId, job) => {
      const id = nextId++;
      jobs.set(id, job);
      const request: DecodeRequest = { id, buffer: job.buffer, offset: job.offset };
      worker.postMessage(request, [job.buffer]);
    },
    overtaken: (cameraId) => options.onSkipped(cameraId, 'overtaken'),
  });

  worker.onmessage = (event: MessageEvent<DecodeAnswer>) => {
    const { id, bitmap } = event.data;
    const job = jobs.get(id);
    jobs.delete(id);
    if (job === undefined) return bitmap?.close();
    if (bitmap === null) options.onSkipped(job.head.cameraId, 'unreadable');
    else options.onFrame({ head: job.head, bitmap });
    queue.finished(job.head.cameraId);
  };

  return {
    decode: (head, buffer, offset) => queue.put(head.cameraId, { head, buffer, offset }),
    stop: () => {
      jobs.clear();
      worker.terminate();
    },
  };
}
