/** Runs in a worker: turns a JPEG into a bitmap off the main thread and hands it over without a copy. */
export interface DecodeRequest {
  readonly id: number;
  readonly buffer: ArrayBuffer;
  readonly offset: number;
}
export interface DecodeAnswer {
  readonly id: number;
  /** null: the bytes were no picture. */
  readonly bitmap: ImageBitmap | null;
}

addEventListener('message', ({ data: { id, buffer, offset } }: MessageEvent<DecodeRequest>) => {
  const jpeg = new Blob([new Uint8Array(buffer, offset)], { type: 'image/jpeg' });
  createImageBitmap(jpeg).then(
    (bitmap) => postMessage({ id, bitmap } satisfies DecodeAnswer, { transfer: [bitmap] }),
    () => postMessage({ id, bitmap: null } satisfies DecodeAnswer),
  );
});
