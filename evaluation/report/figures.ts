import type { ClipScores, DemoScores } from '../suites/demo-suite.ts';
import type { Floors } from '../suites/floors.ts';

/** The figures of a whole evaluation under flat names, for programs. */
export type Figures = Readonly<Record<string, string | number | null>>;

const round = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(4)));

export function figuresOf({ model, modelSha256, detectorMs, clips }: DemoScores): Figures {
  const worst = (read: (clip: ClipScores) => number | null): number | null => round(least(clips.map(read)));
  const figures: Record<string, string | number | null> = {
    ...{
      model,
      modelSha256,
      detectorMs: round(detectorMs),
      frames: clips.reduce((sum, { frames }) => sum + frames, 0),
    },
    crossingsF1: worst(({ counting }) => counting.crossings.f1),
    classifiedF1: worst(({ counting }) => counting.classified.f1),
    idf1: worst(({ tracking }) => tracking.identity.idf1),
    hota: worst(({ tracking }) => tracking.hota.hota),
    mota: worst(({ tracking }) => tracking.clear.mota),
    ap50: worst(({ detection }) => detection.get('any')?.ap50 ?? null),
    totalError: round(totalError(clips)),
    trueBoxesCrossingsF1: worst(({ withTrueBoxes }) => withTrueBoxes.counting.crossings.f1),
    trueBoxesIdf1: worst(({ withTrueBoxes }) => withTrueBoxes.tracking.identity.idf1),
  };
  for (const { id, counting, tracking, detection } of clips) {
    figures[`${id}.crossingsF1`] = round(counting.crossings.f1);
    figures[`${id}.idf1`] = round(tracking.identity.idf1);
    figures[`${id}.hota`] = round(tracking.hota.hota);
    figures[`${id}.ap50`] = round(detection.get('any')?.ap50 ?? null);
  }
  return figures;
}

/** The least of what could be measured; null where nothing could, which is no perfect score. */
export function least(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Counted against true over all lines of the site; null without any traffic. */
export function totalError(clips: readonly ClipScores[]): number | null {
  const sum = (read: (clip: ClipScores) => number): number => clips.reduce((all, clip) => all + read(clip), 0);
  const matched = sum(({ counting }) => counting.crossings.matched);
  const truth = matched + sum(({ counting }) => counting.crossings.missed);
  const counted = matched + sum(({ counting }) => counting.crossings.invented);
  return truth === 0 ? null : (counted - truth) / truth;
}

const LEAST = ['crossingsF1', 'idf1', 'hota', 'ap50', 'trueBoxesCrossingsF1', 'trueBoxesIdf1'] as const;

/** What falls short, in words; empty when all floors are held. */
export function shortfalls(figures: Figures, floors: Floors): string[] {
  const value = (name: string): number | null => {
    const found = figures[name];
    return typeof found === 'number' ? found : null;
  };
  const tooLow = LEAST.flatMap((name) => {
    const reached = value(name);
    return reached === null || reached < floors[name]
      ? [`${name} is ${reached ?? 'not known'}, at least ${floors[name]} is asked for`]
      : [];
  });
  const error = value('totalError');
  return error === null || Math.abs(error) > floors.totalError
    ? [...tooLow, `the total is off by ${error ?? 'nobody knows how much'}, at most ${floors.totalError} is allowed`]
    : tooLow;
}
