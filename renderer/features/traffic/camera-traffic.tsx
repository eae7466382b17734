import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { MovementMatrix, PcuView } from '../../../domain/contracts/traffic-api.ts';
import type { Gate } from '../../../domain/traffic/movements/gates.ts';
import type { Interval } from '../../api/index.ts';
import { directionName, useText } from '../../i18n/index.ts';
import type { Translate } from '../../i18n/index.ts';
import { queryKeys, useSignedIn, useSite } from '../../state/index.ts';
import { Panel, ProblemNotice, useReturnFocus } from '../../ui/index.ts';
import { MovementTable } from './movement-table.tsx';
import type { Evidence } from './number-cell.tsx';
import type { Unit } from './od-rows.ts';
import { OdTable } from './od-table.tsx';
import { PcuPanel } from './pcu-panel.tsx';
import { PeakPanel } from './peak-panel.tsx';
import { SupportNote } from './support-note.tsx';
import { saveText } from './save-text.ts';
import { VehiclesPanel } from './vehicles-panel.tsx';
import { VolumePanel } from './volume-panel.tsx';
import classes from './traffic-view.module.css';

interface CameraTrafficProps {
  readonly camera: CameraView;
  readonly interval: Interval;
  readonly unit: Unit;
  readonly pcu: PcuView;
}

const REFRESH_MS = 10_000;

/** All numbers of one camera and interval, each with how much of the interval was watched. */
export function CameraTraffic({ camera, interval, unit, pcu }: CameraTrafficProps) {
  const { t } = useText();
  const { api } = useSite();
  const focus = useReturnFocus();
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  const answer = useQuery({
    queryKey: queryKeys.traffic(camera.id, 'matrix', interval.from, interval.to),
    queryFn: ({ signal }) => api.movementMatrix(camera.id, interval, signal),
    refetchInterval: REFRESH_MS,
    placeholderData: (before) => before,
  });
  const matrix = answer.data;
  const onEvidence = (next: Evidence) => {
    focus.remember();
    setEvidence(next);
  };
  const close = () => {
    focus.giveBack();
    setEvidence(null);
  };
  return (
    <div className={classes['columns']}>
      {answer.error !== null && <ProblemNotice error={answer.error} onRetry={() => void answer.refetch()} />}
      {matrix !== undefined && (
        <>
          <Coverage matrix={matrix} unit={unit} />
          {evidence !== null && <VehiclesPanel {...{ camera, interval, evidence }} onClose={close} />}
          {camera.movements.length === 0 ? (
            <Panel title={t('traffic.table')}>{t('traffic.empty')}</Panel>
          ) : (
            <>
              <Panel title={t('traffic.table')} flush aside={<Tables camera={camera} interval={interval} />}>
                <MovementTable {...{ matrix, unit, onEvidence }} factors={pcu.factors} />
                <p className={classes['note']}>{t('traffic.pedestrians')}</p>
                {matrix.coverage.watchedShare > 0 && <SupportNote support={matrix.classes} />}
              </Panel>
              <Panel title={t('traffic.matrix')} flush>
                <OdTable {...{ matrix, unit, onEvidence }} nameOf={(gate) => gateName(t, camera, gate)} />
                <p className={classes['note']}>{t('traffic.matrix.note')}</p>
              </Panel>
            </>
          )}
        </>
      )}
      <VolumePanel camera={camera} interval={interval} factors={pcu.factors} />
      <div className={classes['pair']}>
        <PeakPanel cameraId={camera.id} {...{ interval, unit }} />
        <PcuPanel pcu={pcu} />
      </div>
    </div>
  );
}

function gateName(t: Translate, camera: CameraView, gate: Gate): string {
  if (gate.kind === 'zone') return camera.zones.find(({ zoneId }) => zoneId === gate.zoneId)?.name ?? '?';
  const line = camera.lines.find(({ lineId }) => lineId === gate.lineId);
  if (line === undefined) return '?';
  return `${line.name}: ${directionName(t, gate.direction, gate.direction === 'in' ? line.inName : line.outName)}`;
}

/** How much of the interval the numbers below can know of, and what is in none of them. */
function Coverage({ matrix, unit }: { readonly matrix: MovementMatrix; readonly unit: Unit }) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  const { watchedShare, degradedShare } = matrix.coverage;
  if (watchedShare === 0)
    return (
      <p className={classes['note']} role="status">
        <strong className={classes['gap']}>{t('traffic.unwatched')}</strong>
      </p>
    );
  const [from, to] = [matrix.fromUtcUs, matrix.toUtcUs].map((us) => f.dateTime(us, siteTimeZone));
  const all = [...matrix.movements, matrix.unmatched];
  const unconverted = all.reduce((sum, { volume }) => sum + volume.unconverted, 0);
  return (
    <p className={classes['note']} role="status">
      {t('traffic.coverage', { share: f.percent(watchedShare), from: from ?? '', to: to ?? '' })}{' '}
      {watchedShare < 0.98 && <strong className={classes['gap']}>{t('traffic.coverage.gap')} </strong>}
      {degradedShare > 0.005 && `${t('traffic.coverage.degraded', { share: f.percent(degradedShare) })} `}
      {matrix.unmatched.share !== null && `${t('traffic.none.share', { share: f.percent(matrix.unmatched.share) })} `}
      {unit === 'pcu' && unconverted > 0 && t('traffic.unconverted', { count: unconverted })}
    </p>
  );
}

const QUARTER_S = 900;

function Tables({ camera, interval }: { readonly camera: CameraView; readonly interval: Interval }) {
  const { t } = useText();
  const { api } = useSite();
  const save = useMutation({
    mutationFn: async (what: 'matrix' | 'volumes') => {
      const table =
        what === 'matrix'
          ? await api.matrixTable(camera.id, interval)
          : await api.volumesTable(camera.id, interval, QUARTER_S);
      saveText(`${camera.id}-${what}.csv`, table);
    },
  });
  return (
    <Group gap={6}>
      {save.error !== null && <ProblemNotice error={save.error} />}
      {(['matrix', 'volumes'] as const).map((what) => (
        <Button
          key={what}
          size="compact-xs"
          variant="default"
          loading={save.isPending}
          onClick={() => save.mutate(what)}
        >
          {t(`traffic.csv.${what}`)}
        </Button>
      ))}
    </Group>
  );
}
