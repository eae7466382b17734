const HEADER_LIMIT = 1_024;
const JPEG_LIMIT = 32 * 1_024 * 1_024;

/**
 * Cuts ffmpeg's `mpjpeg` into JPEGs by the length it announces, so that no byte of a picture is searched through.
 * Returns false from `push` when the stream is not what was agreed.
 */
export function createMpjpegReader(onJpeg: (jpeg: Uint8Array) => void): { push(chunk: Uint8Array): boolean } {
  let header = '';
  let jpeg: Uint8Array | null = null;
  let filled = 0;

  function takeHeader(chunk: Uint8Array, from: number): number {
    // Headers are some sixty bytes: reading them byte by byte costs nothing beside the picture behind them.
    for (let at = from; at < chunk.length; at++) {
      header += String.fromCharCode(chunk[at] ?? 0);
      if (header.endsWith('\r\n\r\n')) {
        const length = Number(/content-length: *(\d+)/i.exec(header)?.[1] ?? NaN);
        if (!(length > 0 && length <= JPEG_LIMIT)) return -1;
        header = '';
        jpeg = Buffer.allocUnsafeSlow(length);
        filled = 0;
        return at + 1;
      }
      if (header.length > HEADER_LIMIT) return -1;
    }
    return chunk.length;
  }

  function takeBody(target: Uint8Array, chunk: Uint8Array, from: number): number {
    const part = Math.min(target.length - filled, chunk.length - from);
    target.set(chunk.subarray(from, from + part), filled);
    filled += part;
    if (filled === target.length) {
      jpeg = null;
      onJpeg(target);
    }
    return from + part;
  }

  return {
    push(chunk) {
      let at = 0;
      while (at < chunk.length) {
        at = jpeg === null ? takeHeader(chunk, at) : takeBody(jpeg, chunk, at);
        if (at < 0) return false;
      }
      return true;
    },
  };
}
