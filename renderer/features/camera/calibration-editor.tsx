import { Button, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { normPoint } from '../../../domain/geometry/points.ts';
import { problemWords, useText } from '../../i18n/index.ts';
import { ProblemNotice } from '../../ui/index.ts';
import { chosenRegion, moveCheckEnd, withCheckLine, withRectangle } from './calibration-draft.ts';
import { CalibrationErrors } from './calibration-errors.tsx';
import { CalibrationPoints } from './calibration-points.tsx';
import { NumberField } from './number-field.tsx';
import type { Calibrating } from './use-calibration.ts';
import classes from './calibration.module.css';

interface EditorProps {
  readonly camera: CameraView;
  readonly calibrating: Calibrating;
}

/** All of a calibration in fields: whoever cannot drag types. */
export function CalibrationEditor({ camera, calibrating }: EditorProps) {
  const text = useText();
  const { t, f } = text;
  const { form, outcome, change, saving, error } = calibrating;
  const problem = outcome.fit.ok ? null : problemWords(text, outcome.fit.failure);
  return (
    <div className={classes['form']}>
      <p className={classes['dim']}>{t('calibration.intro')}</p>
      <RectangleFields calibrating={calibrating} />
      <CalibrationPoints calibrating={calibrating} />
      <CheckFields calibrating={calibrating} />
      <div className={classes['fields']}>
        <LensSelect calibrating={calibrating} />
        <RegionFields camera={camera} calibrating={calibrating} />
        <NumberField
          label={t('calibration.carMetres')}
          value={form.carMetres}
          min={3}
          max={6}
          suffix=" m"
          onCommit={(carMetres) => change((before) => ({ ...before, carMetres }))}
        />
      </div>
      <TextInput
        size="xs"
        label={t('calibration.note')}
        maxLength={400}
        value={form.note}
        onChange={(event) => {
          const note = event.currentTarget.value;
          change((before) => ({ ...before, note }));
        }}
      />
      <div role="status">
        {outcome.fit.ok && <CalibrationErrors fit={outcome.fit.value} checkMetres={form.checkLine?.metres ?? null} />}
        {outcome.grid !== null && (
          <p className={classes['dim']}>{t('calibration.grid', { step: f.number(outcome.grid.step, 1) })}</p>
        )}
        {problem !== null && (
          <p className={classes['warning']}>
            {problem.title} {problem.hint}
          </p>
        )}
      </div>
      {error !== null && <ProblemNotice error={error} />}
      <Group gap="xs">
        <Button size="xs" loading={saving} disabled={!outcome.fit.ok} onClick={() => void calibrating.save()}>
          {t('calibration.save')}
        </Button>
        <Button size="xs" variant="default" onClick={calibrating.cancel}>
          {t('calibration.cancel')}
        </Button>
      </Group>
    </div>
  );
}

type PartProps = Pick<EditorProps, 'calibrating'>;

function RectangleFields({ calibrating: { change } }: PartProps) {
  const { t } = useText();
  const [sides, setSides] = useState({ width: 7, length: 20 });
  return (
    <fieldset className={classes['group']}>
      <legend>{t('calibration.rectangle')}</legend>
      <div className={classes['fields']}>
        <NumberField
          label={t('calibration.rectangle.width')}
          value={sides.width}
          min={0.5}
          max={1000}
          suffix=" m"
          onCommit={(width) => setSides({ ...sides, width })}
        />
        <NumberField
          label={t('calibration.rectangle.length')}
          value={sides.length}
          min={0.5}
          max={1000}
          suffix=" m"
          onCommit={(length) => setSides({ ...sides, length })}
        />
        <Button
          size="xs"
          variant="default"
          onClick={() => change((before) => withRectangle(before, sides.width, sides.length))}
        >
          {t('calibration.rectangle.use')}
        </Button>
      </div>
      <p className={classes['dim']}>{t('calibration.rectangle.hint')}</p>
    </fieldset>
  );
}

function CheckFields({ calibrating: { form, change } }: PartProps) {
  const { t } = useText();
  const line = form.checkLine;
  return (
    <fieldset className={classes['group']}>
      <legend>{t('calibration.check')}</legend>
      <p className={classes['dim']}>{t('calibration.check.hint')}</p>
      {line !== null && (
        <div className={classes['fields']}>
          {(['from', 'to'] as const).flatMap((end) =>
            (['x', 'y'] as const).map((axis) => (
              <NumberField
                key={`${end} ${axis}`}
                label={t('calibration.check.place', {
                  end: end === 'from' ? 'A' : 'B',
                  side: t(axis === 'x' ? 'calibration.check.left' : 'calibration.check.top'),
                })}
                value={line[end][axis] * 100}
                min={0}
                max={100}
                digits={1}
                suffix=" %"
                onCommit={(value) =>
                  change((before) => {
                    const at = before.checkLine?.[end] ?? line[end];
                    const moved = axis === 'x' ? normPoint(value / 100, at.y) : normPoint(at.x, value / 100);
                    return moveCheckEnd(before, end, moved);
                  })
                }
              />
            )),
          )}
          <NumberField
            label={t('calibration.check.metres')}
            value={line.metres}
            min={0.1}
            max={1000}
            suffix=" m"
            onCommit={(metres) =>
              change((before) =>
                before.checkLine === null ? before : { ...before, checkLine: { ...before.checkLine, metres } },
              )
            }
          />
        </div>
      )}
      <div>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => change((before) => (line === null ? withCheckLine(before) : { ...before, checkLine: null }))}
        >
          {t(line === null ? 'calibration.check.use' : 'calibration.check.drop')}
        </Button>
      </div>
    </fieldset>
  );
}

function LensSelect({ calibrating: { form, change } }: PartProps) {
  const { t, f } = useText();
  const [kept] = useState(typeof form.lens === 'number' && form.lens !== 0 ? form.lens : null);
  const value = form.lens === 'find' ? 'find' : form.lens === 0 ? 'straight' : 'kept';
  const choices = [
    { value: 'straight', label: t('calibration.lens.straight') },
    { value: 'find', label: t('calibration.lens.find') },
    ...(kept === null ? [] : [{ value: 'kept', label: t('calibration.lens.kept', { k1: f.number(kept, 3) }) }]),
  ];
  const choose = (chosen: string | null) =>
    change((before) => ({ ...before, lens: chosen === 'find' ? 'find' : chosen === 'kept' ? (kept ?? 0) : 0 }));
  return (
    <Select
      size="xs"
      label={t('calibration.lens')}
      allowDeselect={false}
      value={value}
      data={choices}
      onChange={choose}
    />
  );
}

const DEFAULT_FACTOR = 1.2;

function RegionFields({ camera, calibrating: { form, change } }: EditorProps) {
  const { t } = useText();
  const { region } = form;
  const [kept] = useState(region.kind === 'drawn' ? region : null);
  const zone = camera.zones.find(({ points }) => region.kind === 'drawn' && samePoints(points, region.points));
  const value = region.kind === 'around-points' ? 'around' : (zone?.zoneId ?? 'kept');
  const choices = [
    { value: 'around', label: t('calibration.region.around') },
    ...camera.zones.map(({ zoneId, name }) => ({ value: zoneId, label: t('calibration.region.zone', { name }) })),
    ...(kept === null || value !== 'kept' ? [] : [{ value: 'kept', label: t('calibration.region.kept') }]),
  ];
  const choose = (chosen: string | null) => {
    const picked = camera.zones.find(({ zoneId }) => zoneId === chosen);
    const drawn = picked === undefined ? null : { kind: 'drawn' as const, points: picked.points };
    const around = { kind: 'around-points' as const, factor: DEFAULT_FACTOR };
    change((before) => chosenRegion(before, drawn ?? (chosen === 'kept' && kept !== null ? kept : around)));
  };
  return (
    <>
      <Select
        size="xs"
        label={t('calibration.region')}
        allowDeselect={false}
        value={value}
        data={choices}
        onChange={choose}
      />
      {region.kind === 'around-points' && (
        <NumberField
          label={t('calibration.region.factor')}
          value={region.factor}
          min={1}
          max={3}
          suffix=" ×"
          onCommit={(factor) => change((before) => chosenRegion(before, { kind: 'around-points', factor }))}
        />
      )}
    </>
  );
}

function samePoints(a: readonly { x: number; y: number }[], b: readonly { x: number; y: number }[]): boolean {
  return a.length === b.length && a.every(({ x, y }, at) => x === b[at]?.x && y === b[at]?.y);
}
