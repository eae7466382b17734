import { Button } from '@mantine/core';
import type { IncidentRow } from '../../../domain/contracts/incidents.ts';
import type { Severity } from '../../../domain/events/kinds.ts';
import { incidentKindText, useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { useSignedIn } from '../../state/index.ts';
import { DataTable, StateWord } from '../../ui/index.ts';
import type { Column, Tone } from '../../ui/index.ts';

export const TONES: Readonly<Record<Severity, Tone>> = {
  low: 'info',
  medium: 'warning',
  high: 'heavy',
  critical: 'jam',
};

/** Where an incident is, in words. */
export function whereText({ t }: Text, { cameraId, zoneName, mode }: IncidentRow, names: ReadonlyMap<string, string>) {
  const camera = cameraId === null ? t('incidents.site') : (names.get(cameraId) ?? cameraId);
  const zone = zoneName === null ? camera : `${camera} · ${zoneName}`;
  return mode === 'replay' ? `${zone} (${t('incidents.replay')})` : zone;
}

interface IncidentListProps {
  readonly rows: readonly IncidentRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly shownId: string | null;
  readonly onOpen: (incidentId: string) => void;
}

/** Incidents as a table; the button of a row opens it beside the list. */
export function IncidentList({ rows, names, shownId, onOpen }: IncidentListProps) {
  const text = useText();
  const { t, f } = text;
  const { siteTimeZone } = useSignedIn();
  const columns: readonly Column<IncidentRow>[] = [
    {
      key: 'what',
      title: t('incidents.what'),
      cell: (row) => (
        <Button
          size="compact-xs"
          variant={row.incidentId === shownId ? 'filled' : 'default'}
          aria-pressed={row.incidentId === shownId}
          aria-label={t('incidents.open', {
            kind: incidentKindText(t, row.kind),
            where: whereText(text, row, names),
          })}
          onClick={() => onOpen(row.incidentId)}
        >
          {incidentKindText(t, row.kind)}
        </Button>
      ),
    },
    {
      key: 'severity',
      title: t('incidents.severity'),
      cell: (row) => (
        <StateWord tone={TONES[row.severity]} icon={row.severity === 'low' ? 'info' : 'warning'}>
          {t(`severity.${row.severity}`)}
        </StateWord>
      ),
    },
    { key: 'where', title: t('incidents.where'), cell: (row) => whereText(text, row, names) },
    {
      key: 'when',
      title: t('incidents.when'),
      cell: (row) => (
        <>
          {f.dateTime(row.fromUtcUs, siteTimeZone)}
          <small>
            {row.toUtcUs === null
              ? t('incidents.lasts')
              : t('incidents.lasted', { span: f.span((row.toUtcUs - row.fromUtcUs) / 1000) })}
          </small>
        </>
      ),
    },
    {
      key: 'stage',
      title: t('incidents.stage'),
      cell: (row) => (
        <>
          {t(`incidentStage.${row.stage}`)}
          {row.acknowledgedBy === null && <small>{t('incidents.unseen')}</small>}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('incidents.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.incidentId}
      minWidth={640}
    />
  );
}
