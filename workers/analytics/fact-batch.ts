import type { Fact } from '../../domain/contracts/facts.ts';
import type { PathPiece } from './path-collector.ts';

/** Facts on their way to the outbox, with the bytes of their path pieces side by side. */
export interface FactBatchBuilder {
  readonly count: number;
  add(fact: Fact): void;
  addPiece(sessionId: string, piece: PathPiece, times: { firstUtcUs: number; lastUtcUs: number }): void;
  /** What was gathered; the builder is empty afterwards. */
  take(): { readonly facts: readonly Fact[]; readonly body: Uint8Array };
}

/** An empty batch. */
export function createFactBatch(): FactBatchBuilder {
  let facts: Fact[] = [];
  let bodies: Uint8Array[] = [];
  let bodyLength = 0;
  return {
    get count() {
      return facts.length;
    },
    add: (fact) => void facts.push(fact),
    addPiece(sessionId, { bytes, track, chunk, points, firstMediaUs, lastMediaUs, classSoFar }, times) {
      facts.push({
        kind: 'path-chunk',
        sessionId,
        track,
        chunk,
        points,
        firstMediaUs,
        lastMediaUs,
        ...times,
        classSoFar,
        bodyOffset: bodyLength,
        bodyLength: bytes.length,
      });
      bodies.push(bytes);
      bodyLength += bytes.length;
    },
    take() {
      const batch = { facts, body: Buffer.concat(bodies, bodyLength) };
      facts = [];
      bodies = [];
      bodyLength = 0;
      return batch;
    },
  };
}
