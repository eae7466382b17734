import { TextInput } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { useLive } from '../../state/index.ts';
import { CameraStateWord } from '../../ui/index.ts';
import { foundCameras } from './found-cameras.ts';
import classes from './map.module.css';

interface CameraListProps {
  readonly cameras: readonly CameraView[];
  readonly selectedId: string | null;
  readonly onPick: (camera: CameraView) => void;
}

/** All cameras by name, for whoever does not look for them on the map; those without a place last. */
export const CameraList = memo(function CameraList({ cameras, selectedId, onPick }: CameraListProps) {
  const { t } = useText();
  const [wanted, setWanted] = useState('');
  const connected = useLive((state) => state.connection.state === 'open');
  const { shown, more, unplaced } = useMemo(() => foundCameras(cameras, wanted), [cameras, wanted]);
  const row = (camera: CameraView) => (
    <li key={camera.id}>
      <button
        type="button"
        className={classes['row']}
        aria-current={camera.id === selectedId}
        onClick={() => onPick(camera)}
      >
        <span className={classes['rowName']}>{camera.name}</span>
        <CameraState camera={camera} connected={connected} />
      </button>
    </li>
  );
  return (
    <section className={classes['list']} aria-label={t('map.list')}>
      <TextInput
        size="xs"
        label={t('map.list.find')}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <p className="visually-hidden" role="status">
        {wanted !== '' && t('map.list.found', { count: shown.length + unplaced.length + more })}
      </p>
      <ul className={classes['rows']}>{shown.map(row)}</ul>
      {unplaced.length > 0 && (
        <>
          <h3 className={classes['unplaced']}>{t('map.list.unplaced', { count: unplaced.length })}</h3>
          <ul className={classes['rows']}>{unplaced.map(row)}</ul>
        </>
      )}
      {more > 0 && <p className={classes['more']}>{t('map.list.more', { count: more })}</p>}
      {shown.length + unplaced.length === 0 && <p className={classes['more']}>{t('map.list.none')}</p>}
    </section>
  );
});

function CameraState({ camera, connected }: { readonly camera: CameraView; readonly connected: boolean }) {
  const state = useLive((live) => live.cameras[camera.id]?.state ?? null);
  return <CameraStateWord enabled={camera.enabled} connected={connected} state={state} />;
}
