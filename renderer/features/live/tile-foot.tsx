import type { CameraView } from '../../../domain/contracts/api.ts';
import type { Text } from '../../i18n/index.ts';
import { useLive, useTodayTotals } from '../../state/index.ts';
import type { ShownFrame } from '../../state/index.ts';
import classes from './tile.module.css';

const NONE = '–';

/** From which width of the tile a fact is shown: the smaller the tile, the less it says, and what matters most stays longest. */
type From = 'always' | 'small' | 'middle' | 'wide';

interface TileFootProps {
  readonly camera: CameraView;
  readonly text: Text;
  readonly ageMs: number | null;
  readonly shown: ShownFrame | null;
}

export function TileFoot({ camera, text: { t, f }, ageMs, shown }: TileFootProps) {
  const status = useLive((state) => state.cameras[camera.id]);
  const today = useTodayTotals(camera.id);
  // Without a line nothing is counted: that is no zero.
  const totals = camera.lines.length === 0 ? null : today;
  const rate = (value: number | undefined) => (value === undefined ? NONE : f.number(value, 1));
  const count = (value: number | null | undefined) => (value === null || value === undefined ? NONE : f.number(value));
  const drops = Object.entries(status?.drops ?? {}).filter(([, frames]) => frames > 0);
  const dropped = status === undefined ? null : drops.reduce((sum, [, frames]) => sum + frames, 0);
  const causes = drops.map(([cause, frames]) => `${cause}: ${f.number(frames)}`).join(', ');
  return (
    <dl className={classes['foot']}>
      <Fact label={t('live.fact.age')} value={ageMs === null ? NONE : f.age(ageMs)} />
      <Fact label={t('live.fact.fps')} value={rate(status?.fps)} from="small" />
      <Fact label={t('live.fact.analysed')} value={rate(status?.analysedFps)} from="middle" />
      <Fact label={t('live.fact.dropped')} value={count(dropped)} from="wide" title={causes} />
      <Fact label={t('live.fact.inView')} value={count(shown?.inView)} from="middle" />
      <Fact label={t('live.fact.in')} value={count(totals?.in)} strong />
      <Fact label={t('live.fact.out')} value={count(totals?.out)} strong />
    </dl>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: string;
  readonly strong?: boolean;
  readonly from?: From;
  readonly title?: string;
}

function Fact({ label, value, strong = false, from = 'always', title }: FactProps) {
  return (
    <div className={classes['fact']} data-strong={strong} data-from={from} title={title}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
