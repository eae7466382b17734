import { useCallback, useEffect, useRef } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { newLine, newZone, startDrawingEditor, startFramePainter } from '../../canvas/index.ts';
import type { DrawingEditor, Draft, ShownWay, ToolEffect, ToolName, VehiclePath } from '../../canvas/index.ts';
import { classLabel, directionName, queueText, reasonText, speedText, useText } from '../../i18n/index.ts';
import { frameScreen, pictureAgeMs, useFrames, useLive, useNowMs, useSettings } from '../../state/index.ts';
import type { ShownFrame } from '../../state/index.ts';
import { Icon } from '../../ui/index.ts';
import { CalibrationOverlay } from './calibration-overlay.tsx';
import { freeName } from './drawing-map.ts';
import type { Calibrating } from './use-calibration.ts';
import { useZoneMarks } from './use-zone-marks.ts';
import classes from './stage.module.css';

interface StageProps {
  readonly camera: CameraView;
  readonly draft: Draft;
  readonly tool: ToolName;
  readonly editable: boolean;
  readonly path: VehiclePath | null;
  /** While the camera is calibrated its points lie over the picture, and the drawings rest. */
  readonly calibrating: Calibrating | null;
  readonly ways: readonly ShownWay[];
  readonly onEffect: (effect: ToolEffect) => void;
}

/** The large picture: frames with their boxes below, the drawings above. */
export function Stage(props: StageProps) {
  const { camera, calibrating } = props;
  const text = useText();
  const unit = useSettings((state) => state.speedUnit);
  const picture = useRef<HTMLCanvasElement>(null);
  const makeScreen = useCallback(
    (canvas: HTMLCanvasElement) =>
      frameScreen(
        startFramePainter(canvas, {
          nameOf: (name) => classLabel(text.t, name),
          speedOf: (speed, plusMinus) => speedText(text, unit, speed, plusMinus),
          queueOf: (queue) => queueText(text, queue),
          labelsFrom: 0,
          pointerArea: canvas.parentElement ?? canvas,
        }),
      ),
    [text, unit],
  );
  const shown = useFrames(camera.id, picture, makeScreen);
  const status = useLive((state) => state.cameras[camera.id]);
  const connected = useLive((state) => state.connection.state === 'open');
  const width = shown?.width ?? status?.sourceWidth ?? 16;
  const height = shown?.height ?? status?.sourceHeight ?? 9;
  const aspect = width > 0 && height > 0 ? `${width} / ${height}` : '16 / 9';
  const size = { width: width > 0 ? width : 16, height: height > 0 ? height : 9 };

  return (
    <div className={classes['stage']} data-old={!connected} style={{ aspectRatio: aspect }}>
      <canvas ref={picture} className={classes['picture']} data-camera={camera.id} aria-hidden="true" />
      {calibrating === null ? (
        <DrawingCanvas {...props} size={size} />
      ) : (
        <CalibrationOverlay calibrating={calibrating} />
      )}
      <StageWords camera={camera} shown={shown} />
    </div>
  );
}

type DrawingCanvasProps = StageProps & { readonly size: { readonly width: number; readonly height: number } };

function DrawingCanvas({ camera, draft, tool, editable, path, ways, onEffect, size }: DrawingCanvasProps) {
  const { t } = useText();
  const zoneMarks = useZoneMarks(camera);
  const canvas = useRef<HTMLCanvasElement>(null);
  const editor = useRef<DrawingEditor | null>(null);
  const latest = useRef({ draft, onEffect, t });
  useEffect(() => {
    latest.current = { draft, onEffect, t };
  });

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const name = (stem: 'drawing.line' | 'drawing.zone') =>
      freeName(latest.current.draft.shapes, latest.current.t(stem));
    const started = startDrawingEditor(element, {
      makeLine: (from, to) => newLine(crypto.randomUUID(), name('drawing.line'), from, to),
      makeZone: (points) => newZone(crypto.randomUUID(), name('drawing.zone'), points),
      onEffect: (effect) => latest.current.onEffect(effect),
    });
    editor.current = started;
    const sized = new ResizeObserver(() =>
      started.resize({ width: element.clientWidth, height: element.clientHeight }, window.devicePixelRatio),
    );
    sized.observe(element);
    return () => {
      sized.disconnect();
      started.stop();
      editor.current = null;
    };
  }, []);

  const { shapes, selectedId } = draft;
  useEffect(() => {
    editor.current?.update({
      picture: { width: size.width, height: size.height },
      shapes,
      selectedId,
      tool,
      editable,
      path,
      ways,
      inNameOf: (line) => directionName(t, 'in', line.inName),
      zoneMarks,
    });
  }, [shapes, selectedId, tool, editable, path, ways, size.width, size.height, zoneMarks, t]);

  return (
    <canvas
      ref={canvas}
      className={classes['drawing']}
      tabIndex={0}
      role="application"
      aria-label={t('camera.stage')}
      aria-describedby="stage-help"
      data-tool={tool}
    />
  );
}

function StageWords({ camera, shown }: { readonly camera: CameraView; readonly shown: ShownFrame | null }) {
  const { t, f } = useText();
  const now = useNowMs();
  const status = useLive((state) => state.cameras[camera.id]);
  const connected = useLive((state) => state.connection.state === 'open');
  const ageMs = shown === null ? null : pictureAgeMs(shown, Math.max(now, shown.seenAtMs));
  const frozen = ageMs !== null && ageMs > 3000;
  const analysis = shown?.analysis ?? 'on';
  const live = status?.state === 'live' && connected;
  return (
    <>
      <div className={classes['marks']}>
        {analysis !== 'on' && (
          <span className={classes['mark']} data-tone="warning">
            <Icon name="warning" size={13} />
            {t(`analysis.${analysis}`)}
          </span>
        )}
      </div>
      {(frozen || !live) && (
        <div className={classes['word']} role="status" data-over={shown !== null}>
          <Icon name={shown === null && live ? 'connecting' : 'warning'} size={20} />
          <span>
            <strong>{connected ? t(`state.${status?.state ?? 'connecting'}`) : t('live.message.no-connection')}</strong>
            {status !== undefined && !live && connected && ` · ${reasonText(t, status)}`}
            {frozen && ` · ${t('live.message.old', { age: f.age(ageMs) })}`}
          </span>
        </div>
      )}
    </>
  );
}
