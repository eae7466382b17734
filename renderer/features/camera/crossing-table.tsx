import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { CrossingRow } from '../../../domain/contracts/api.ts';
import { standingCorrection } from '../../../domain/traffic/corrections/counted-classes.ts';
import { crossingSpeedText, useText } from '../../i18n/index.ts';
import { useSettings } from '../../state/index.ts';
import { DataTable, ProblemNotice, ScrollBox } from '../../ui/index.ts';
import type { Column } from '../../ui/index.ts';
import { CorrectedClass, CrossingTime } from './corrected-class.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { crossingKeyText } from './evidence-rows.ts';
import { useCorrections } from './use-corrections.ts';
import type { Corrections } from './use-corrections.ts';
import classes from './crossings-drawer.module.css';

interface CrossingTableProps {
  readonly cameraId: string;
  readonly rows: readonly CrossingRow[];
  /** All that was fetched of the line: a double crossing may have been found as another class. */
  readonly fetched: readonly CrossingRow[];
  readonly shownTrack: string | null;
  readonly onShow: (row: CrossingRow) => void;
}

/** Crossings one by one: each leads to its path, and can be corrected by those who may. */
export function CrossingTable({ cameraId, rows, fetched, shownTrack, onShow }: CrossingTableProps) {
  const text = useText();
  const { t } = text;
  const unit = useSettings((state) => state.speedUnit);
  const corrections = useCorrections(cameraId);
  const [corrected, setCorrected] = useState<CrossingRow | null>(null);
  const open = (row: CrossingRow) => {
    corrections.forgetError();
    setCorrected(row);
  };
  const columns: readonly Column<CrossingRow>[] = [
    { key: 'time', title: t('crossings.time'), cell: (row) => <CrossingTime row={row} /> },
    { key: 'class', title: t('crossings.class'), cell: (row) => <CorrectedClass row={row} /> },
    { key: 'speed', title: t('speed.title'), cell: (row) => crossingSpeedText(text, unit, row.speed) },
    {
      key: 'track',
      title: t('crossings.vehicle'),
      numeric: true,
      cell: (row) => (
        <Group gap={4} justify="flex-end" wrap="wrap">
          <PathButton row={row} shown={shownTrack === trackKey(row)} onShow={onShow} />
          {corrections.may && <CorrectionButtons row={row} corrections={corrections} onCorrect={open} />}
        </Group>
      ),
    },
  ];
  return (
    <>
      {corrected === null && corrections.error !== null && <ProblemNotice error={corrections.error} />}
      <ScrollBox className={classes['rows']} label={t('crossings.caption')}>
        <DataTable
          caption={t('crossings.caption')}
          columns={columns}
          rows={[...rows].sort((a, b) => b.utcUs - a.utcUs)}
          rowKey={crossingKeyText}
        />
      </ScrollBox>
      {corrected !== null && (
        <CorrectionDialog row={corrected} rows={fetched} corrections={corrections} onClose={() => setCorrected(null)} />
      )}
    </>
  );
}

interface PathButtonProps {
  readonly row: CrossingRow;
  readonly shown: boolean;
  readonly onShow: (row: CrossingRow) => void;
}

function PathButton({ row, shown, onShow }: PathButtonProps) {
  const { t } = useText();
  const number = String(row.track);
  return (
    <Button
      size="compact-xs"
      variant={shown ? 'filled' : 'default'}
      aria-pressed={shown}
      aria-label={t('crossings.path', { number })}
      onClick={() => onShow(row)}
    >
      {t('crossings.number', { number })}
    </Button>
  );
}

interface CorrectionButtonsProps {
  readonly row: CrossingRow;
  readonly corrections: Corrections;
  readonly onCorrect: (row: CrossingRow) => void;
}

/** What is not counted has nothing to correct: its one button takes back, and keeps the focus of whoever rejected it. */
function CorrectionButtons({ row, corrections, onCorrect }: CorrectionButtonsProps) {
  const { t } = useText();
  const number = String(row.track);
  const standing = standingCorrection(row.corrections);
  const takeBack = () => void (standing !== null && corrections.takeBack(standing.correctionId));
  const counted = row.countsAs.length > 0;
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        disabled={corrections.busy}
        aria-label={t(counted ? 'correct.open.of' : 'correct.takeBack.of', { number })}
        onClick={() => (counted ? onCorrect(row) : takeBack())}
      >
        {t(counted ? 'correct.open' : 'correct.takeBack')}
      </Button>
      {counted && standing !== null && (
        <Button
          size="compact-xs"
          variant="default"
          disabled={corrections.busy}
          aria-label={t('correct.takeBack.of', { number })}
          onClick={takeBack}
        >
          {t('correct.takeBack')}
        </Button>
      )}
    </>
  );
}

export function trackKey(row: Pick<CrossingRow, 'sessionId' | 'track'>): string {
  return `${row.sessionId} ${row.track}`;
}
