/**
 * Cuts raw pixels into frames of a fixed size: one buffer per frame, filled in place. Every frame gets a fresh buffer
 * because the receiver keeps it (it waits for inference, or lies in a slot) longer than any pool could know.
 */
export function createFrameReader(
  frameBytes: number,
  onFrame: (frame: Uint8Array) => void,
): { push(chunk: Uint8Array): void; leftover(): number } {
  let frame: Uint8Array | null = null;
  let filled = 0;
  return {
    push(chunk) {
      let at = 0;
      while (at < chunk.length) {
        // Unsafe is safe here: a frame is handed out only when every byte of it was written.
        frame ??= Buffer.allocUnsafeSlow(frameBytes);
        const part = Math.min(frameBytes - filled, chunk.length - at);
        frame.set(chunk.subarray(at, at + part), filled);
        at += part;
        filled += part;
        if (filled === frameBytes) {
          const done = frame;
          frame = null;
          filled = 0;
          onFrame(done);
        }
      }
    },
    leftover: () => filled,
  };
}

/** Bytes of one frame. */
export function frameBytes(width: number, height: number, format: 'yuv420p' | 'bgr24'): number {
  if (format === 'bgr24') return width * height * 3;
  return width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
}
