import type { Detections } from './detections.ts';
import type { ThresholdTable } from './thresholds.ts';

/**
 * Scores on one scale for all classes: the least score of a class becomes `level`, 0 stays 0 and 1 stays 1. The tracker
 * then needs one bound instead of eleven, and what lies under it still keeps a vehicle alive that it already knows.
 */
export function levelScores(detections: Detections, table: ThresholdTable, level: number): Detections {
  const scores = Float32Array.from(detections.scores, (score, index) => {
    const least = table[detections.classes[index] ?? 0] ?? 1;
    if (score < least) return (score / least) * level;
    return least >= 1 ? 1 : level + ((score - least) / (1 - least)) * (1 - level);
  });
  return { ...detections, scores };
}
