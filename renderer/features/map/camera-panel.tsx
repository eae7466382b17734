import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { Icon, ProblemNotice } from '../../ui/index.ts';
import { frameOf } from './map-cameras.ts';
import { PlaceForm } from './place-form.tsx';
import type { Placing } from './use-placing.ts';
import classes from './map.module.css';

interface CameraPanelProps {
  readonly camera: CameraView;
  readonly feed: ReactNode;
  readonly mayPlace: boolean;
  readonly placing: Placing;
  readonly onPlace: () => void;
  readonly onClose: () => void;
}

/** The chosen camera: what it sees now, the way to its page, and its place. */
export function CameraPanel({ camera, feed, mayPlace, placing, onPlace, onClose }: CameraPanelProps) {
  const { t } = useText();
  const { draft } = placing;
  const isPlacing = draft?.cameraId === camera.id;
  return (
    <section className={classes['panel']} aria-label={t('map.panel', { camera: camera.name })}>
      <div className={classes['feed']}>{feed}</div>
      <div className={classes['buttons']}>
        <Button size="xs" component="a" href={`#/camera/${camera.id}`} leftSection={<Icon name="camera" />}>
          {t('map.open')}
        </Button>
        {mayPlace && !isPlacing && (
          <Button size="xs" variant="default" leftSection={<Icon name="pencil" />} onClick={onPlace}>
            {t(camera.place === null ? 'map.place.first' : 'map.place.change')}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
      {camera.place === null && !isPlacing && <p className={classes['hint']}>{t('map.unplaced')}</p>}
      {placing.problem !== null && <ProblemNotice error={placing.problem} />}
      {isPlacing && (
        <PlaceForm
          draft={draft}
          knownWidth={frameOf(camera)?.stand.fieldOfView ?? null}
          isCalibrated={frameOf(camera) !== null}
          saving={placing.saving}
          act={placing.act}
          onSave={placing.save}
          onStop={placing.stop}
        />
      )}
    </section>
  );
}
