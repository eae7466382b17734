import 'leaflet/dist/leaflet.css';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useText } from '../../i18n/index.ts';
import type { MapViewState, MapStage, StageEvents } from './stage/map-stage.ts';
import { startMapStage } from './stage/map-stage.ts';
import type { MapScene } from './stage/map-scene.ts';
import classes from './map.module.css';

interface MapCanvasProps {
  readonly start: MapViewState;
  readonly scene: MapScene;
  readonly events: StageEvents;
  /** What was pressed on the map; true when it was for us, and not for the map itself. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  readonly onStage: (stage: MapStage | null) => void;
  readonly hintId: string;
}

/** The map as one control of the page: arrows move it, and what else it knows stands in the hint. */
export function MapCanvas({ start, scene, events, onKey, onStage, hintId }: MapCanvasProps) {
  const { t } = useText();
  const container = useRef<HTMLDivElement>(null);
  const [stage, setStage] = useState<MapStage | null>(null);
  const latest = useRef({ events, onStage, start });
  useEffect(() => {
    latest.current = { events, onStage, start };
  });

  useEffect(() => {
    if (container.current === null) return;
    const made = startMapStage(container.current, latest.current.start, {
      onView: (view) => latest.current.events.onView(view),
      onPick: (id) => latest.current.events.onPick(id),
      onPickSeveral: (ids) => latest.current.events.onPickSeveral(ids),
      onDrag: (dragged) => latest.current.events.onDrag(dragged),
    });
    setStage(made);
    latest.current.onStage(made);
    return () => {
      latest.current.onStage(null);
      made.stop();
    };
  }, []);
  useEffect(() => stage?.show(scene), [stage, scene]);

  return (
    <div
      ref={container}
      className={classes['canvas']}
      role="application"
      aria-label={t('map.label')}
      aria-describedby={hintId}
      tabIndex={0}
      onKeyDownCapture={(event) => {
        if (!onKey(event)) return;
        event.preventDefault();
        event.stopPropagation();
        // The map listens on the element itself, not through React.
        event.nativeEvent.stopImmediatePropagation();
      }}
    />
  );
}
