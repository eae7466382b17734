import type { GroundLine } from '../scenes/scene.ts';
import type { ActorState } from '../world/actors.ts';
import type { GroundPoint } from '../world/ground.ts';

/** Somebody's middle passed a line. */
export interface TrueCrossing {
  readonly line: string;
  readonly id: number;
  readonly class: string;
  /** "in": from the right to the left of the line, as seen from its first end. */
  readonly direction: 'in' | 'out';
  readonly seconds: number;
  readonly at: GroundPoint;
}

/** Watches lines step by step; the moment of a crossing lies between two steps, by the way covered. */
export function createLineWatch(lines: readonly GroundLine[]): {
  step(actors: readonly ActorState[], seconds: number): TrueCrossing[];
} {
  let before = new Map<number, GroundPoint>();
  let secondsBefore = 0;
  return {
    step(actors, seconds) {
      const now = new Map(actors.map(({ id, position }) => [id, position]));
      const found = actors.flatMap((actor) => {
        const from = before.get(actor.id);
        if (from === undefined) return [];
        return lines.flatMap((line) => crossingOf(line, actor, from, { secondsBefore, seconds }));
      });
      before = now;
      secondsBefore = seconds;
      return found;
    },
  };
}

function crossingOf(
  line: GroundLine,
  { id, class: kind, position }: ActorState,
  from: GroundPoint,
  { secondsBefore, seconds }: { secondsBefore: number; seconds: number },
): TrueCrossing[] {
  const [sideBefore, side] = [leftOf(line, from), leftOf(line, position)];
  if (sideBefore > 0 === side > 0) return [];
  const share = sideBefore / (sideBefore - side);
  const at = { x: from.x + (position.x - from.x) * share, y: from.y + (position.y - from.y) * share };
  if (!isBetweenEnds(line, at)) return [];
  const direction = side > 0 ? ('in' as const) : ('out' as const);
  return [
    { line: line.name, id, class: kind, direction, seconds: secondsBefore + (seconds - secondsBefore) * share, at },
  ];
}

function leftOf({ from, to }: GroundLine, point: GroundPoint): number {
  return (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);
}

function isBetweenEnds({ from, to }: GroundLine, at: GroundPoint): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = ((at.x - from.x) * dx + (at.y - from.y) * dy) / (dx * dx + dy * dy);
  return along >= 0 && along <= 1;
}
