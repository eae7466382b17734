import type { WaitingFrame } from './request.ts';

/** Lets every line's answers out in the order in which its frames were taken from the queue. */
export interface AnswerOrder {
  /** The same frames with answers that wait for those of earlier frames of their lines. */
  reserve(frames: readonly WaitingFrame[]): readonly WaitingFrame[];
}

interface Reserved {
  /** What to do when all before it have been answered; null until this one has its own answer. */
  tell: (() => void) | null;
}

export function createAnswerOrder(): AnswerOrder {
  const lines = new Map<string, Reserved[]>();

  function letOut(name: string, line: Reserved[]): void {
    while (line[0] !== undefined && line[0].tell !== null) line.shift()?.tell?.();
    if (line.length === 0) lines.delete(name);
  }
  return {
    reserve(frames) {
      return frames.map((frame) => {
        const line = lines.get(frame.line) ?? [];
        const place: Reserved = { tell: null };
        line.push(place);
        lines.set(frame.line, line);
        return {
          ...frame,
          answer(result) {
            place.tell = () => frame.answer(result);
            letOut(frame.line, line);
          },
        };
      });
    },
  };
}
