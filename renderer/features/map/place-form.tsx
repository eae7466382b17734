import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { CameraPlace } from '../../../domain/contracts/camera-config.ts';
import { useText } from '../../i18n/index.ts';
import { Icon } from '../../ui/index.ts';
import { isUnsaved } from './place-draft.ts';
import type { PlaceAction, PlaceDraft } from './place-draft.ts';
import classes from './map.module.css';

interface PlaceFormProps {
  readonly draft: PlaceDraft;
  /** The width of its view as its calibration says it; null: it is set here. */
  readonly knownWidth: number | null;
  readonly isCalibrated: boolean;
  readonly saving: boolean;
  readonly act: (action: PlaceAction) => void;
  readonly onSave: () => void;
  readonly onStop: () => void;
}

/** Where a camera stands and looks, in numbers; the same that is dragged on the map. */
export function PlaceForm({ draft, knownWidth, isCalibrated, saving, act, onSave, onStop }: PlaceFormProps) {
  const { t, f } = useText();
  const { place } = draft;
  const set = (change: Partial<CameraPlace>) => act({ type: 'set', place: { ...place, ...change } });
  return (
    <div className={classes['form']}>
      <p className={classes['hint']}>{t(isCalibrated ? 'map.place.hint.calibrated' : 'map.place.hint')}</p>
      <div className={classes['fields']}>
        <Field
          label={t('map.place.latitude')}
          value={place.latitude}
          least={-90}
          most={90}
          digits={7}
          onSet={(latitude) => set({ latitude })}
        />
        <Field
          label={t('map.place.longitude')}
          value={place.longitude}
          least={-180}
          most={180}
          digits={7}
          onSet={(longitude) => set({ longitude })}
        />
        <Field
          label={t('map.place.heading')}
          value={place.heading}
          least={0}
          most={359.9}
          digits={1}
          suffix="°"
          onSet={(heading) => set({ heading })}
        />
        {knownWidth === null ? (
          <Field
            label={t('map.place.width')}
            value={place.fieldOfView}
            least={1}
            most={180}
            digits={1}
            suffix="°"
            onSet={(fieldOfView) => set({ fieldOfView })}
          />
        ) : (
          <p className={classes['known']}>{t('map.place.width.known', { degrees: f.number(knownWidth, 1) })}</p>
        )}
      </div>
      <p className={classes['hint']}>{t('map.place.keys')}</p>
      <div className={classes['buttons']}>
        <Button size="xs" loading={saving} disabled={!isUnsaved(draft)} onClick={onSave}>
          {t('map.place.save')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={draft.past.length === 0}
          leftSection={<Icon name="undo" />}
          onClick={() => act({ type: 'undo' })}
        >
          {t('map.place.undo')}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={draft.future.length === 0}
          leftSection={<Icon name="redo" />}
          onClick={() => act({ type: 'redo' })}
        >
          {t('map.place.redo')}
        </Button>
        <Button size="xs" variant="default" onClick={onStop}>
          {t(isUnsaved(draft) ? 'map.place.discard' : 'map.place.done')}
        </Button>
      </div>
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly least: number;
  readonly most: number;
  readonly digits: number;
  readonly suffix?: string;
  readonly onSet: (value: number) => void;
}

/** A number that counts when the field is left or Enter is pressed. */
function Field({ label, value, least, most, digits, suffix = '', onSet }: FieldProps) {
  const [text, setText] = useState<string | number | null>(null);
  const commit = () => {
    const next = Number(text);
    if (text !== null && text !== '' && Number.isFinite(next) && next !== value)
      onSet(Math.min(most, Math.max(least, next)));
    setText(null);
  };
  return (
    <NumberInput
      size="xs"
      label={label}
      min={least}
      max={most}
      decimalScale={digits}
      suffix={suffix}
      hideControls
      value={text ?? value ?? ''}
      onChange={setText}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
