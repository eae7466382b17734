import { Button, Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { CalibrationHistory } from '../../../domain/contracts/calibration.ts';
import { useText } from '../../i18n/index.ts';
import { SPEED_UNITS, useSettings, useSignedIn } from '../../state/index.ts';
import { Confirm, DataTable, Panel, ProblemNotice, ScrollBox } from '../../ui/index.ts';
import type { Column } from '../../ui/index.ts';
import { CalibrationEditor } from './calibration-editor.tsx';
import { CalibrationErrors, signed } from './calibration-errors.tsx';
import { CalibrationSelfCheck } from './calibration-self-check.tsx';
import { useCalibrationView } from './use-calibration.ts';
import type { Calibration } from './use-calibration.ts';
import classes from './calibration.module.css';

interface CalibrationPanelProps {
  readonly camera: CameraView;
  readonly calibration: Calibration;
  readonly editable: boolean;
}

/** How the camera is calibrated, how good that is, and the way to calibrate it anew. */
export function CalibrationPanel({ camera, calibration, editable }: CalibrationPanelProps) {
  const { t } = useText();
  const { calibrating, begin } = calibration;
  const button = (
    <Button size="compact-xs" variant="default" onClick={begin}>
      {t(camera.calibration === null ? 'calibration.edit' : 'calibration.again')}
    </Button>
  );
  return (
    <Panel title={t('calibration.title')} aside={editable && calibrating === null && button}>
      {calibrating === null ? (
        <Summary camera={camera} calibration={calibration} editable={editable} />
      ) : (
        <CalibrationEditor camera={camera} calibrating={calibrating} />
      )}
    </Panel>
  );
}

function Summary({ camera, calibration, editable }: CalibrationPanelProps) {
  const { t } = useText();
  const view = useCalibrationView(camera);
  const now = camera.calibration;
  return (
    <div className={classes['form']}>
      {now === null ? (
        <p className={classes['text']}>
          {t('calibration.none')} {!editable && t('calibration.readonly')}
        </p>
      ) : (
        <div>
          <p className={classes['text']}>
            {t('calibration.version', { version: now.version, points: now.points.length })}
          </p>
          <CalibrationErrors fit={now.fit} checkMetres={now.checkLine?.metres ?? null} />
          {view.data?.check != null && <CalibrationSelfCheck check={view.data.check} />}
        </div>
      )}
      {calibration.error !== null && <ProblemNotice error={calibration.error} />}
      {view.error !== null && <ProblemNotice error={view.error} onRetry={() => void view.refetch()} />}
      <Group gap="xs" justify="space-between">
        <UnitSwitch />
        {editable && now !== null && <Withdraw calibration={calibration} />}
      </Group>
      {view.data !== undefined && view.data.history.length > 0 && <History rows={view.data.history} />}
    </div>
  );
}

const UNIT_WORDS = { kmh: 'km/h', mph: 'mph' } as const;

function UnitSwitch() {
  const { t } = useText();
  const { speedUnit, setSpeedUnit } = useSettings();
  return (
    <Group gap={6}>
      <span className={classes['dim']} aria-hidden="true">
        {t('calibration.unit')}
      </span>
      <SegmentedControl
        size="xs"
        aria-label={t('calibration.unit')}
        value={speedUnit}
        onChange={(value) => setSpeedUnit(SPEED_UNITS.find((unit) => unit === value) ?? 'kmh')}
        data={SPEED_UNITS.map((unit) => ({ value: unit, label: UNIT_WORDS[unit] }))}
      />
    </Group>
  );
}

function Withdraw({ calibration }: Pick<CalibrationPanelProps, 'calibration'>) {
  const { t } = useText();
  const [asked, setAsked] = useState(false);
  const withdraw = () => {
    setAsked(false);
    void calibration.withdraw();
  };
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setAsked(true)}>
        {t('calibration.withdraw')}
      </Button>
      <Confirm
        opened={asked}
        title={t('calibration.withdraw.title')}
        action={t('calibration.withdraw')}
        onConfirm={withdraw}
        onCancel={() => setAsked(false)}
      >
        {t('calibration.withdraw.text')}
      </Confirm>
    </>
  );
}

function History({ rows }: { readonly rows: readonly CalibrationHistory[] }) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  const columns: readonly Column<CalibrationHistory>[] = [
    { key: 'version', title: t('calibration.history.version'), cell: (row) => f.number(row.version) },
    { key: 'from', title: t('calibration.history.from'), cell: (row) => f.dateTime(row.utcUs, siteTimeZone) },
    { key: 'by', title: t('calibration.history.by'), cell: (row) => row.actor },
    {
      key: 'error',
      title: t('calibration.history.error'),
      cell: ({ calibration }) =>
        calibration === null
          ? t('calibration.history.withdrawn')
          : t('calibration.history.pixels', { pixels: f.number(calibration.fit.reprojection.rmsPixels, 1) }),
    },
    {
      key: 'check',
      title: t('calibration.history.check'),
      cell: ({ calibration }) =>
        calibration?.fit.check == null
          ? '–'
          : t('calibration.history.percent', { error: signed(calibration.fit.check.errorPercent, f.number) }),
    },
    { key: 'note', title: t('calibration.history.note'), cell: (row) => (row.note === '' ? '–' : row.note) },
  ];
  return (
    <ScrollBox label={t('calibration.history')}>
      <DataTable
        caption={t('calibration.history')}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.version)}
        minWidth={520}
      />
    </ScrollBox>
  );
}
