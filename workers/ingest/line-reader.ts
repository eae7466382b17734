/** Cuts a byte stream into lines. A line longer than the limit is given out in pieces rather than kept forever. */
export function createLineReader(onLine: (line: string) => void, limit = 16_384): (chunk: Uint8Array) => void {
  const decoder = new TextDecoder();
  let rest = '';
  return (chunk) => {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r/);
    rest = parts.pop() ?? '';
    for (const line of parts) if (line !== '') onLine(line);
    if (rest.length > limit) {
      onLine(rest);
      rest = '';
    }
  };
}
