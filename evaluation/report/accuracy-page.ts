import type { MachineFacts } from '../../scripts/machine-facts.ts';
import { SMALLEST_PX } from '../judge/detection.ts';
import type { ClipScores, DemoScores } from '../suites/demo-suite.ts';
import { share, table } from './tables.ts';

/** docs/results/accuracy.md: every figure with what it was measured on. */
export function accuracyPage(scores: DemoScores, machine: MachineFacts, command: string): string {
  const classes = [...new Set(scores.clips.flatMap(({ detection }) => [...detection.keys()]))];
  return [
    '# Accuracy',
    '',
    `Measured by \`${command}\`. The same figures for programs: [accuracy.json](accuracy.json).`,
    '',
    `Detector \`${scores.model}\` (SHA-256 \`${scores.modelSha256.slice(0, 16)}…\`), a picture in ` +
      `${scores.detectorMs.toFixed(1)} ms. The clips of the demo site are drawn by a simulator that knows what is in them;`,
    'they were replayed through the whole product, lossless, with its usual settings.',
    '',
    '## Counting',
    '',
    ...table(
      ['camera', 'true', 'counted', 'precision', 'recall', 'F1', 'F1 with class', 'WAPE', 'GEH < 5'],
      scores.clips.map(countingRow),
    ),
    '## Following',
    '',
    ...table(
      ['camera', 'HOTA', 'DetA', 'AssA', 'MOTA', 'IDF1', 'switches', 'fragments', 'road users'],
      scores.clips.map(trackingRow),
    ),
    'With true boxes in place of the detector’s, so that what is wrong is the tracker’s or the counter’s own:',
    '',
    ...table(
      ['camera', 'F1 of crossings', 'HOTA', 'MOTA', 'IDF1', 'switches', 'fragments'],
      scores.clips.map(trueBoxesRow),
    ),
    '## Finding',
    '',
    `Average precision at an overlap of 0.50 (in brackets: over 0.50 to 0.95). Asked for are road users of ${SMALLEST_PX} px and`,
    'more (root of the area) of which a third or more can be seen.',
    '',
    ...table(
      ['camera', ...classes.map((name) => (name === 'any' ? 'any class' : name))],
      scores.clips.map(({ name, detection }) => [
        name,
        ...classes.map((kind) => {
          const of = detection.get(kind);
          return of === undefined || of.ap50 === null ? '–' : `${share(of.ap50)} (${share(of.ap50To95)})`;
        }),
      ]),
    ),
    '## Measured on',
    '',
    ...table(
      ['fact', 'value'],
      Object.entries(machine).map(([fact, value]) => [fact, String(value)]),
    ),
  ].join('\n');
}

function countingRow({ name, counting: { crossings, classified, volumes } }: ClipScores): string[] {
  const { matched, missed, invented, precision, recall, f1 } = crossings;
  return [
    name,
    String(matched + missed),
    String(matched + invented),
    ...[precision, recall, f1, classified.f1, volumes?.wape ?? null, volumes?.gehUnder5 ?? null].map(share),
  ];
}

function trackingRow({ name, tracking: { hota, clear, identity } }: ClipScores): string[] {
  const shares = [hota.hota, hota.detection, hota.association, clear.mota, identity.idf1].map(share);
  return [name, ...shares, String(clear.switches), String(clear.fragmentations), String(clear.roadUsers)];
}

function trueBoxesRow({ name, withTrueBoxes: { counting, tracking } }: ClipScores): string[] {
  const { hota, clear, identity } = tracking;
  const shares = [counting.crossings.f1, hota.hota, clear.mota, identity.idf1].map(share);
  return [name, ...shares, String(clear.switches), String(clear.fragmentations)];
}
