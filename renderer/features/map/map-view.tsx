import { Button } from '@mantine/core';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { MapPlace } from '../../../domain/map/places.ts';
import { useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { mayDo, useCameras, useLive, useSignedIn } from '../../state/index.ts';
import { Notice, Page, ProblemNotice } from '../../ui/index.ts';
import { CameraList } from './camera-list.tsx';
import { CameraPanel } from './camera-panel.tsx';
import { draggedAction } from './dragged-action.ts';
import { MapCanvas } from './map-canvas.tsx';
import { frameOf } from './map-cameras.ts';
import type { ZoneStates } from './map-cameras.ts';
import { MapCorner, ZoomButtons } from './map-corner.tsx';
import { mapKey } from './map-keys.ts';
import { rememberMap, rememberedMap } from './map-memory.ts';
import type { MapMemory } from './map-memory.ts';
import { MapTools } from './map-tools.tsx';
import type { MapCamera, MapIncident, MapLayer } from './stage/map-scene.ts';
import type { MapStage, MapViewState } from './stage/map-stage.ts';
import { stateWord, useCameraLooks, useMapScene } from './use-map-scene.ts';
import { useFlows } from './use-flows.ts';
import { useGround } from './use-ground.ts';
import type { Ground } from './use-ground.ts';
import { usePlacing } from './use-placing.ts';
import classes from './map.module.css';

export interface MapViewProps {
  /** What a camera sees now, as the wall shows it. */
  readonly feedOf: (camera: CameraView) => ReactNode;
  readonly onOpen: (cameraId: string) => void;
  readonly onAddCamera: () => void;
  /** What happened, by whoever knows of it; null: nobody does. */
  readonly incidents?: readonly MapIncident[] | null;
  readonly zoneStates?: ZoneStates;
}

const NO_INCIDENTS: readonly MapIncident[] = [];
const NO_STATES: ZoneStates = new Map();
const NO_CAMERAS: readonly CameraView[] = [];
/** Where a map begins that has nothing to show. */
const NOWHERE: MapViewState = { latitude: 52.09, longitude: 5.112, zoom: 14 };
const CLOSE_ZOOM = 17;

/** The site from above: its cameras, what they see, and what passes. */
export function MapView(props: MapViewProps) {
  const { t } = useText();
  const cameras = useCameras();
  if (cameras.data === undefined) {
    return (
      <Page title={t('nav.map')}>
        {cameras.error === null ? (
          <div className={classes['wait']} aria-busy="true" aria-label={t('common.loading')} />
        ) : (
          <ProblemNotice error={cameras.error} onRetry={() => void cameras.refetch()} />
        )}
      </Page>
    );
  }
  return <SiteMap {...props} cameras={cameras.data} staleWhy={cameras.error} onRetry={() => void cameras.refetch()} />;
}

interface SiteMapProps extends MapViewProps {
  readonly cameras: readonly CameraView[];
  readonly staleWhy: unknown;
  readonly onRetry: () => void;
}

function SiteMap({ cameras = NO_CAMERAS, feedOf, onAddCamera, onOpen, staleWhy, onRetry, ...others }: SiteMapProps) {
  const text = useText();
  const { t } = text;
  const { role } = useSignedIn();
  const hintId = useId();
  const [memory, setMemory] = useState(rememberedMap);
  const [stage, setStage] = useState<MapStage | null>(null);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [pointedId, setPointedId] = useState<string | null>(null);
  const [several, setSeveral] = useState<readonly string[] | null>(null);
  const placing = usePlacing();
  const ground = useGround(stage, memory.ground);
  const connected = useLive((state) => state.connection.state === 'open');
  const looks = useCameraLooks(cameras);
  const flowsOf = useFlows(memory.interval, memory.layers.includes('flows'));
  const incidents = others.incidents ?? NO_INCIDENTS;
  const scene = useMapScene(
    {
      ...{ cameras, flowsOf, incidents, selectedId, draft: placing.draft, layers: memory.layers },
      zoneStates: others.zoneStates ?? NO_STATES,
    },
    looks,
  );
  const selected = cameras.find(({ id }) => id === selectedId) ?? null;
  const latestMemory = useRemember(memory);
  useFirstLook(stage, memory.view === null, scene.cameras);

  const choose = (id: string | null) => {
    if (id === selectedId || (placing.draft !== null && !placing.stop())) return;
    setSelectedId(id);
    setPointedId(null);
    stage?.point(null);
  };
  const lookAt = useLatest((camera: CameraView) => {
    choose(camera.id);
    if (camera.place !== null && stage !== null) stage.lookAt(camera.place, Math.max(CLOSE_ZOOM, stage.map.getZoom()));
  });
  const place = () => selected !== null && placing.start(selected, centreOf(stage) ?? NOWHERE);
  const onKey = (event: KeyboardEvent): boolean =>
    mapKey(event, {
      placing,
      mayWiden: selected === null || frameOf(selected)?.stand.fieldOfView == null,
      seen: () => stage?.seenCameras() ?? [],
      pointedId,
      point: (id) => {
        setPointedId(id);
        stage?.point(id);
      },
      choose,
      selectedId,
      openPage: onOpen,
    });
  const pointed = cameras.find(({ id }) => id === pointedId);
  const pointedLook = pointed === undefined ? undefined : looks.get(pointed.id);
  const known: readonly MapLayer[] =
    others.incidents == null
      ? ['views', 'zones', 'lines', 'flows', 'names']
      : ['views', 'zones', 'lines', 'flows', 'names', 'incidents'];

  return (
    <Page
      title={t('nav.map')}
      lead={t('map.lead', { count: cameras.length })}
      actions={<MapTools memory={memory} onMemory={setMemory} known={known} packs={ground.packs} />}
    >
      {staleWhy !== null && <ProblemNotice error={staleWhy} onRetry={onRetry} />}
      <div className={classes['layout']}>
        <div className={classes['map']} data-ground={ground.state}>
          <MapCanvas
            start={memory.view ?? NOWHERE}
            scene={scene}
            events={{
              onView: (view) => rememberMap({ ...latestMemory.current, view }),
              onPick: choose,
              onPickSeveral: setSeveral,
              onDrag: (dragged) => placing.draft !== null && placing.act(draggedAction(placing.draft.place, dragged)),
            }}
            onKey={onKey}
            onStage={setStage}
            hintId={hintId}
          />
          <p id={hintId} className="visually-hidden">
            {t('map.hint')}
          </p>
          <p className="visually-hidden" role="status">
            {pointed !== undefined && pointedLook !== undefined && `${pointed.name}, ${stateWord(text, pointedLook)}`}
          </p>
          <ZoomButtons
            onZoom={(by) => stage?.map.setZoom(stage.map.getZoom() + by)}
            onAll={() => stage?.lookAtAll(scene.cameras.map((camera) => camera.place))}
          />
          <MapCorner stage={stage} start={memory.view ?? NOWHERE} attribution={attributionOf(text, ground)} />
          <MapNotes connected={connected} groundFailed={ground.state === 'failed'} onAgain={ground.again} />
        </div>
        <MapSide
          cameras={cameras}
          selectedId={selectedId}
          several={several}
          onAll={() => setSeveral(null)}
          onPick={lookAt}
          onAddCamera={onAddCamera}
        >
          {selected !== null && (
            <CameraPanel
              camera={selected}
              feed={feedOf(selected)}
              mayPlace={mayDo(role, 'cameras')}
              placing={placing}
              onPlace={place}
              onClose={() => choose(null)}
            />
          )}
        </MapSide>
      </div>
    </Page>
  );
}

function attributionOf({ t }: Text, { pack }: Ground): string {
  if (pack === null) return t('map.drawn');
  return pack.by === '' ? t('map.pack.plain', { name: pack.name }) : t('map.pack.drawn', pack);
}

interface MapSideProps {
  readonly cameras: readonly CameraView[];
  readonly selectedId: string | null;
  /** Cameras that no zoom tells apart; null: all are listed. */
  readonly several: readonly string[] | null;
  readonly onAll: () => void;
  readonly onPick: (camera: CameraView) => void;
  readonly onAddCamera: () => void;
  readonly children: ReactNode;
}

/** Beside the map: the chosen camera, and all of them by name. */
function MapSide({ cameras, selectedId, several, onAll, onPick, onAddCamera, children }: MapSideProps) {
  const { t } = useText();
  const listed = useMemo(
    () => (several === null ? cameras : cameras.filter(({ id }) => several.includes(id))),
    [cameras, several],
  );
  return (
    <div className={classes['side']}>
      {children}
      {cameras.length === 0 && (
        <Notice
          icon="camera"
          title={t('live.empty')}
          action={<Button onClick={onAddCamera}>{t('cameras.add')}</Button>}
        >
          {t('live.empty.hint')}
        </Notice>
      )}
      {several !== null && (
        <Button size="xs" variant="default" onClick={onAll}>
          {t('map.list.all')}
        </Button>
      )}
      {cameras.length > 0 && <CameraList cameras={listed} selectedId={selectedId} onPick={onPick} />}
    </div>
  );
}

/** The same function for as long as the map is there, so that a long list need not be drawn again. */
function useLatest<A extends unknown[]>(work: (...given: A) => void): (...given: A) => void {
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  return useCallback((...given: A) => latest.current(...given), []);
}

function centreOf(stage: MapStage | null): MapPlace | null {
  if (stage === null) return null;
  const { lat, lng } = stage.map.getCenter();
  return { latitude: lat, longitude: lng };
}

interface MapNotesProps {
  readonly connected: boolean;
  readonly groundFailed: boolean;
  readonly onAgain: () => void;
}

/** What is not right with the map itself, over it. */
function MapNotes({ connected, groundFailed, onAgain }: MapNotesProps) {
  const { t } = useText();
  return (
    <div className={classes['notes']} role="status">
      {!connected && <span className={classes['note']}>{t('map.stale')}</span>}
      {groundFailed && (
        <span className={classes['note']}>
          {t('map.ground.failed')}
          <Button size="compact-xs" variant="default" onClick={onAgain}>
            {t('common.retry')}
          </Button>
        </span>
      )}
    </div>
  );
}

/** What is chosen here is remembered at once, and where somebody looks whenever the map comes to rest. */
function useRemember(memory: MapMemory): RefObject<MapMemory> {
  const latest = useRef(memory);
  useEffect(() => {
    latest.current = memory;
    // The view on record may be newer than the one this map began with.
    rememberMap({ ...memory, view: rememberedMap().view });
  }, [memory]);
  return latest;
}

/** A map that nobody has looked at yet shows all cameras. */
function useFirstLook(stage: MapStage | null, isFirst: boolean, cameras: readonly MapCamera[]): void {
  const looked = useRef(!isFirst);
  useEffect(() => {
    if (stage === null || looked.current || cameras.length === 0) return;
    looked.current = true;
    stage.lookAtAll(cameras.map(({ place }) => place));
  }, [stage, cameras]);
}
