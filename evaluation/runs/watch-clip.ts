import path from 'node:path';
import { sourceSchema } from '../../domain/contracts/source.ts';
import { DEFAULT_INGEST, findFfmpeg, startCameraSource } from '../../workers/ingest/index.ts';
import type { SourceFrame } from '../../workers/ingest/index.ts';

/** Every frame of a recording, decoded and scaled as the product does it, one after another. Gives how many there were. */
export async function watchClip(
  file: string,
  onFrame: (frame: SourceFrame) => Promise<void>,
  width = DEFAULT_INGEST.width,
): Promise<number> {
  const ffmpeg = await findFfmpeg();
  if (!ffmpeg.ok) throw new Error(`${ffmpeg.failure.message} ${ffmpeg.failure.hint}`);
  const troubles: Error[] = [];
  let frames = 0;
  const ended = await new Promise<string>((resolve) => {
    const source = startCameraSource({
      source: sourceSchema.parse({ kind: 'file', path: path.resolve(file), pace: 'max' }),
      credential: null,
      settings: {
        ...DEFAULT_INGEST,
        width,
        viewWidth: null,
        hardwareDecode: 'off',
        allowedFolders: [path.dirname(path.resolve(file))],
      },
      ffmpeg: { path: ffmpeg.value.path },
      clock: { nowUtcUs: () => Date.now() * 1000, monotonicMs: () => performance.now() },
      random: Math.random,
      log: () => undefined,
      listener: {
        onState: () => undefined,
        onRunStart: () => undefined,
        async onFrame(frame) {
          frames += 1;
          await onFrame(frame).catch((error: unknown) => {
            troubles.push(error instanceof Error ? error : new Error(String(error)));
          });
        },
        onRunEnd({ reason, detail }) {
          // Only once this answer was given does the source come to its end.
          setImmediate(() => void source.stop().then(() => resolve(reason === 'ended' ? '' : detail || reason)));
        },
      },
      onChild: () => undefined,
    });
  });
  const [first] = troubles;
  if (first !== undefined) throw first;
  if (ended !== '') throw new Error(`${file} could not be watched to its end: ${ended}`);
  return frames;
}
