import type { MachineFacts } from '../../scripts/machine-facts.ts';
import type { DetectionScores } from '../judge/detection.ts';
import { SIZES } from '../judge/stills.ts';
import type { StillsScores } from '../suites/stills-suite.ts';
import type { Figures } from './figures.ts';
import { share, table } from './tables.ts';

/** docs/results/detection-….md: how well a detector finds road users, by what they are and how one sees them. */
export function stillsPage(scores: StillsScores, machine: MachineFacts, command: string): string {
  const { model, modelSha256, detectorMs, split, simulator, pictures } = scores;
  const rows = (by: ReadonlyMap<string, DetectionScores>): string[] => [
    ...table(
      ['', 'AP50', 'AP50–95', 'recall', 'true boxes'],
      [...by].map(([name, { ap50, ap50To95, recall, trueBoxes }]) => [
        name === 'any' ? 'any class' : name,
        ...[ap50, ap50To95, recall].map(share),
        String(trueBoxes),
      ]),
    ),
  ];
  const sizes = Object.entries(SIZES).map(([name, [least, below]]) => {
    return Number.isFinite(below) ? `${name} ${least}–${below} px` : `${name} from ${least} px`;
  });
  return [
    `# Finding road users: ${model}`,
    '',
    `Measured by \`${command}\` on ${pictures} pictures of the split \`${split}\` (simulator \`${simulator}\`), model`,
    `SHA-256 \`${modelSha256.slice(0, 16)}…\`, a picture in ${detectorMs.toFixed(1)} ms. Asked for are road users of 12 px and more`,
    '(root of the area) of which a third or more can be seen. Pictures come through the product’s own decoder and scaling.',
    '',
    ...['## By class', '', ...rows(scores.byClass)],
    ...[`## By size (${sizes.join(', ')}), any class`, '', ...rows(scores.bySize)],
    ...['## By light, any class', '', ...rows(scores.byLight)],
    ...['## By weather, any class', '', ...rows(scores.byWeather)],
    ...['## By place, any class', '', ...rows(scores.byScene)],
    ...[
      '## Measured on',
      '',
      ...table(
        ['fact', 'value'],
        Object.entries(machine).map(([fact, value]) => [fact, String(value)]),
      ),
    ],
  ].join('\n');
}

/** The same under flat names, for programs. */
export function stillsFigures(scores: StillsScores): Figures {
  const figures: Record<string, string | number | null> = {
    ...{ model: scores.model, modelSha256: scores.modelSha256, detectorMs: Number(scores.detectorMs.toFixed(2)) },
    ...{ split: scores.split, simulator: scores.simulator, pictures: scores.pictures },
  };
  const round = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(4)));
  const groups = { class: scores.byClass, size: scores.bySize, light: scores.byLight };
  for (const [group, by] of Object.entries({ ...groups, weather: scores.byWeather, scene: scores.byScene })) {
    for (const [name, { ap50, ap50To95, trueBoxes }] of by) {
      figures[`${group}.${name}.ap50`] = round(ap50);
      figures[`${group}.${name}.ap50To95`] = round(ap50To95);
      figures[`${group}.${name}.trueBoxes`] = trueBoxes;
    }
  }
  return figures;
}
