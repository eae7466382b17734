import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { ZoneNowView } from '../../../domain/contracts/density.ts';
import { useText } from '../../i18n/index.ts';
import { useLive, useSignedIn } from '../../state/index.ts';
import { DataTable, Panel, ScrollBox, ZoneStateWord } from '../../ui/index.ts';
import { DensityGrid } from './density-grid.tsx';
import classes from './zones.module.css';

interface ZoneRow extends ZoneNowView {
  readonly name: string;
  readonly lanes: number | null;
}

/** How full the zones are now, in what state and since when. */
export function ZonesPanel({ camera }: { readonly camera: CameraView }) {
  const { t } = useText();
  const [withGrid, setWithGrid] = useState(false);
  const density = useLive((state) => state.cameras[camera.id]?.density);
  const zones = camera.zones.filter(({ kind }) => kind === 'zone');
  const rows = zones.flatMap(({ versionId, name, road }): ZoneRow[] => {
    const now = density?.zones.find(({ zoneVersionId }) => zoneVersionId === versionId);
    return now === undefined ? [] : [{ ...now, name, lanes: road?.lanes ?? null }];
  });
  return (
    <Panel
      title={t('zones.title')}
      aside={
        density !== undefined && (
          <Button size="compact-xs" variant="default" aria-pressed={withGrid} onClick={() => setWithGrid(!withGrid)}>
            {t(withGrid ? 'grid.hide' : 'grid.show')}
          </Button>
        )
      }
    >
      {zones.length === 0 && <p className={classes['word']}>{t('zones.none')}</p>}
      {zones.length > 0 && density === undefined && <p className={classes['word']}>{t('zones.unwatched')}</p>}
      {rows.length > 0 && <ZoneTable rows={rows} />}
      {rows.some(({ estimated }) => estimated !== null) && (
        <p className={classes['word']}>{t('zones.estimated.why')}</p>
      )}
      {withGrid && density !== undefined && <DensityGrid grid={density.grid} />}
    </Panel>
  );
}

function ZoneTable({ rows }: { readonly rows: readonly ZoneRow[] }) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  const estimated = rows.some((row) => row.estimated !== null);
  const columns = [
    { key: 'name', title: t('zones.name'), cell: (row: ZoneRow) => row.name },
    {
      key: 'state',
      title: t('zones.state'),
      cell: (row: ZoneRow) => (
        <span className={classes['state']} data-zone-state={row.state}>
          <ZoneStateWord state={row.state} />
          <small>{t('zones.since', { time: f.time(row.sinceUtcUs, siteTimeZone) })}</small>
        </span>
      ),
    },
    {
      key: 'density',
      title: t('zones.density'),
      numeric: true,
      cell: (row: ZoneRow) => <span title={t('zones.density.why')}>{f.percent(row.density)}</span>,
    },
    { key: 'level', title: t('zones.level'), cell: (row: ZoneRow) => t(`density.level.${row.level}`) },
    { key: 'vehicles', title: t('zones.vehicles'), numeric: true, cell: (row: ZoneRow) => f.number(row.vehicles) },
    { key: 'pcu', title: t('zones.pcu'), numeric: true, cell: (row: ZoneRow) => f.number(row.pcu, 1) },
    { key: 'per-km', title: t('zones.perKm'), numeric: true, cell: (row: ZoneRow) => <PerKm row={row} /> },
    { key: 'los', title: t('zones.los'), cell: (row: ZoneRow) => row.los ?? '–' },
    {
      key: 'cumulative',
      title: t('zones.cumulative'),
      numeric: true,
      cell: (row: ZoneRow) => f.number(row.cumulative),
    },
    ...(estimated
      ? [
          {
            key: 'estimated',
            title: t('zones.estimated'),
            numeric: true,
            cell: (row: ZoneRow) => (row.estimated === null ? '–' : f.number(row.estimated, 1)),
          },
        ]
      : []),
  ];
  return (
    <ScrollBox label={t('zones.title')}>
      <DataTable
        caption={t('zones.title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.zoneVersionId}
        minWidth={720}
      />
    </ScrollBox>
  );
}

/** A number, or what is missing for it. */
function PerKm({ row: { perKmLane, lanes } }: { readonly row: ZoneRow }) {
  const { t, f } = useText();
  if (perKmLane !== null) return f.number(perKmLane.pcu, 1);
  return <span className={classes['missing']}>{t(lanes === null ? 'zones.noRoad' : 'zones.noCalibration')}</span>;
}
