/** Runs in a worker: turns a JPEG into a bitmap off the main thread and hands it over without a copy. */
interface DecodeRequest {
  readonly id: number;
  readonly buffer: ArrayBuffer;
  readonly offset: number;
}
/** What of a worker's own scope is used here; the page's types describe a window instead. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<DecodeRequest>) => void) | null;
  postMessage: (message: unknown, transfer?: Transferable[]) => void;
}

function decodeIn(scope: WorkerScope): void {
  scope.onmessage = ({ data: { id, buffer, offset } }) => {
    const jpeg = new Blob([new Uint8Array(buffer, offset)], { type: 'image/jpeg' });
    createImageBitmap(jpeg).then(
      (bitmap) => scope.postMessage({ id, bitmap }, [bitmap]),
      () => scope.postMessage({ id, bitmap: null }),
    );
  };
}

decodeIn(globalThis as unknown as WorkerScope);
