import type { CameraStatus } from '../../../domain/contracts/messages.ts';
import { dropText, useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { useCameras } from '../../state/index.ts';
import { CameraReason, CameraStateWord, DataTable, Panel } from '../../ui/index.ts';
import type { Column } from '../../ui/index.ts';
import classes from './system-view.module.css';

/** What comes in from each camera, how old it is when it is judged, and every frame that was let go, by cause. */
export function CameraFlow({ cameras }: { readonly cameras: readonly CameraStatus[] }) {
  const text = useText();
  const known = useCameras().data;
  // A replay runs whether or not its camera is paused.
  const runs = ({ cameraId, mode }: CameraStatus) =>
    mode === 'replay' || known?.find(({ id }) => id === cameraId)?.enabled !== false;
  return (
    <Panel title={text.t('system.cameras')} flush>
      <DataTable
        caption={text.t('system.cameras')}
        columns={columns(text, runs)}
        rows={cameras}
        rowKey={(row) => `${row.cameraId} ${row.jobId ?? ''}`}
        minWidth={860}
      />
    </Panel>
  );
}

function columns({ t, f }: Text, runs: (row: CameraStatus) => boolean): readonly Column<CameraStatus>[] {
  return [
    {
      key: 'id',
      title: t('flow.camera'),
      cell: (row) => (
        <>
          <a href={`#/camera/${row.cameraId}`}>{row.cameraId}</a>
          {row.mode === 'replay' && <small>{t('flow.replay')}</small>}
        </>
      ),
    },
    {
      key: 'state',
      title: t('process.state'),
      cell: (row) => (
        <>
          <CameraStateWord enabled={runs(row)} connected state={row.state} />
          {runs(row) && row.state !== 'live' && <CameraReason status={row} />}
        </>
      ),
    },
    {
      key: 'fps',
      title: t('flow.fps'),
      numeric: true,
      cell: (row) => `${f.number(row.fps, 1)} / ${f.number(row.analysedFps, 1)}`,
    },
    {
      key: 'rate',
      title: t('flow.rate'),
      numeric: true,
      // A recording has no rate of its own: it is read as fast as it is shown.
      cell: (row) => (row.bitrateKbps > 0 ? `${f.number(row.bitrateKbps)} kbit/s` : '–'),
    },
    {
      key: 'age',
      title: t('flow.age'),
      numeric: true,
      cell: (row) => `${f.number(row.ageMsP50)} / ${f.number(row.ageMsP95)} ms`,
    },
    { key: 'frames', title: t('flow.frames'), numeric: true, cell: (row) => f.number(row.frames) },
    { key: 'drops', title: t('flow.drops'), cell: (row) => <Drops drops={row.drops} text={{ t, f }} /> },
    { key: 'pending', title: t('flow.pending'), numeric: true, cell: (row) => f.number(row.pendingFacts) },
    { key: 'restarts', title: t('process.restarts'), numeric: true, cell: (row) => f.number(row.restarts) },
  ];
}

function Drops(props: { readonly drops: Readonly<Record<string, number>>; readonly text: Pick<Text, 't' | 'f'> }) {
  const { t, f } = props.text;
  const causes = Object.entries(props.drops).filter(([, count]) => count > 0);
  if (causes.length === 0) return t('flow.noDrops');
  return (
    <span className={classes['drops']}>
      {causes.map(([cause, count]) => (
        <span key={cause}>
          {dropText(t, cause)}: {f.number(count)}
        </span>
      ))}
    </span>
  );
}
