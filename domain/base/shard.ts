/** Which of `shards` camera processes runs a camera: the same answer in every process and after every restart. */
export function shardOf(cameraId: string, shards: number): number {
  // FNV-1a: spreads names that differ in one digit, and needs no table.
  let hash = 0x811c9dc5;
  for (let at = 0; at < cameraId.length; at += 1) {
    hash = Math.imul(hash ^ cameraId.charCodeAt(at), 0x01000193) >>> 0;
  }
  return hash % Math.max(1, shards);
}
