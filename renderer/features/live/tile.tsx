import { useRef, useState } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { FramePainter } from '../../canvas/index.ts';
import { reasonParts, useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { pictureAgeMs, useFrames, useIncidentSummary, useLive, useNowMs, useSignedIn } from '../../state/index.ts';
import { CameraStateWord, Icon } from '../../ui/index.ts';
import type { IconName } from '../../ui/index.ts';
import { captureName } from './capture-name.ts';
import { saveFile } from './save-file.ts';
import { TileFoot } from './tile-foot.tsx';
import { tileAct } from './tile-keys.ts';
import type { TileAct } from './tile-keys.ts';
import { useTileLook, useTileScreen } from './tile-screen.ts';
import { TileTools } from './tile-tools.tsx';
import { tileCondition } from './tile-condition.ts';
import type { TileCondition } from './tile-condition.ts';
import { ZoneMarks } from './zone-marks.tsx';
import { useFreeze } from './use-freeze.ts';
import { useTileZoom } from './use-tile-zoom.ts';
import type { TileZoom } from './use-tile-zoom.ts';
import classes from './tile.module.css';

interface TileProps {
  readonly camera: CameraView;
  /** Its key on the wall; null where it stands alone. */
  readonly number: number | null;
  readonly focused: boolean;
  /** It fills the window. */
  readonly large?: boolean;
  /** Where its name leads: to the large picture, or from that to the page of the camera. */
  readonly href: string;
  readonly onOpen: () => void;
  /** Shows it large, or small again. */
  readonly onEnlarge: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
  readonly linkRef: Ref<HTMLAnchorElement>;
}

/** One camera on the wall: its picture with the boxes of exactly that picture, and what an operator must know of it. */
export function Tile(props: TileProps) {
  const { camera, number, focused, large = false, href, onOpen, onEnlarge, onKey, onFocus, linkRef } = props;
  const text = useText();
  const { t } = text;
  const { canvas, stage, zoom, freeze, shown, capture, said } = useTilePicture(camera, text);
  const status = useLive((state) => state.cameras[camera.id]) ?? null;
  const connected = useLive((state) => state.connection.state === 'open');
  const now = useNowMs();
  const ageMs = shown === null ? null : pictureAgeMs(shown, Math.max(now, shown.seenAtMs));
  const analysis = shown?.analysis ?? null;
  const held = freeze.sinceMs !== null;
  const condition = tileCondition({ enabled: camera.enabled, connected, status, analysis, ageMs, held });
  const act = (wanted: TileAct) => doAct(wanted, { zoom, freeze: freeze.toggle, capture, open: onOpen });

  return (
    <article className={classes['tile']} data-camera={camera.id} data-old={condition.old} data-large={large}>
      <div className={classes['bar']}>
        {number !== null && (
          <span className={classes['number']} aria-hidden="true">
            {number}
          </span>
        )}
        <a
          ref={linkRef}
          className={classes['name']}
          href={href}
          tabIndex={focused ? 0 : -1}
          aria-description={t(large ? 'tile.help.large' : 'tile.help')}
          onKeyDown={(event) => {
            const wanted = tileAct(event);
            if (wanted === null) return onKey(event);
            event.preventDefault();
            act(wanted);
          }}
          onFocus={onFocus}
        >
          {camera.name}
        </a>
        <CameraStateWord enabled={camera.enabled} connected={connected} state={status?.state ?? null} />
      </div>
      <div
        ref={stage}
        className={classes['stage']}
        data-zoomed={zoom.zoom.scale > 1}
        onClick={(event) => focusLink(event.currentTarget)}
        onDoubleClick={onEnlarge}
        {...zoom.drag}
      >
        <canvas ref={canvas} className={classes['canvas']} aria-hidden="true" />
        {!condition.old && <ZoneMarks camera={camera} shown={shown} />}
        <TileMessage text={text} condition={condition} status={status} ageMs={ageMs} />
        <TileMarks text={text} condition={condition} zoom={zoom} frozenSinceMs={freeze.sinceMs} />
        <IncidentMark t={text.t} cameraId={camera.id} />
        {camera.note !== '' && (
          <a className={classes['note']} href={`#/camera/${camera.id}`} title={camera.note} tabIndex={-1}>
            {camera.note}
          </a>
        )}
      </div>
      <TileTools
        text={text}
        zoom={zoom}
        frozen={held}
        reachable={focused}
        onFreeze={freeze.toggle}
        onCapture={capture}
        onOpen={onOpen}
      />
      <TileFoot camera={camera} text={text} ageMs={ageMs} shown={shown} />
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </article>
  );
}

/** The picture of a tile: what it shows, how large, whether it stands still, and how it is kept as a file. */
function useTilePicture(camera: CameraView, text: Text) {
  const { siteTimeZone } = useSignedIn();
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const painter = useRef<FramePainter | null>(null);
  const [said, setSaid] = useState('');
  const zoom = useTileZoom(camera.id, stage, painter);
  const freeze = useFreeze();
  const makeScreen = useTileScreen(text, painter);
  const shown = useFrames(camera.id, canvas, makeScreen, freeze.sinceMs !== null);
  useTileLook(camera, zoom.zoom, painter, makeScreen);
  const capture = (overlay: boolean) => {
    const at = painter.current?.shownUtcUs() ?? null;
    if (at === null) return;
    const name = captureName(camera.id, at, siteTimeZone);
    void painter.current?.capture(overlay).then((blob) => {
      if (blob === null) return;
      saveFile(name, blob);
      setSaid(text.t('tile.captured', { name }));
    });
  };
  return { canvas, stage, zoom, freeze, shown, capture, said };
}

interface TileDoes {
  readonly zoom: TileZoom;
  readonly freeze: () => void;
  readonly capture: (overlay: boolean) => void;
  readonly open: () => void;
}

/** A key moves the picture by this share of the tile. */
const PAN_STEP = 0.15;

function doAct(wanted: TileAct, does: TileDoes): void {
  switch (wanted.act) {
    case 'zoom':
      return does.zoom.enlarge(wanted.factor);
    case 'whole':
      return does.zoom.whole();
    case 'pan':
      return does.zoom.pan(wanted.right * PAN_STEP, wanted.down * PAN_STEP);
    case 'freeze':
      return does.freeze();
    case 'capture':
      return does.capture(wanted.overlay);
    case 'open':
      return does.open();
  }
}

/** A click on the picture picks its tile, so that its keys work. */
function focusLink(stage: HTMLElement): void {
  stage.closest('article')?.querySelector('a')?.focus({ preventScroll: true });
}

interface TileMessageProps {
  readonly text: Text;
  readonly condition: TileCondition;
  readonly status: { readonly reason: string; readonly detail: string } | null;
  readonly ageMs: number | null;
}

function TileMessage({ text: { t, f }, condition, status, ageMs }: TileMessageProps) {
  const { message } = condition;
  if (message === null) return null;
  const { words, detail } = message === 'not-live' && status !== null ? reasonParts(t, status) : NO_REASON;
  return (
    <div className={classes['message']}>
      <Icon name={messageIcon(message)} size={22} />
      <strong>{t(`live.message.${message}`)}</strong>
      {words + detail !== '' && <span className={classes['reason']}>{words === '' ? detail : words}</span>}
      {condition.old && ageMs !== null && <span>{t('live.message.old', { age: f.age(ageMs) })}</span>}
    </div>
  );
}

const NO_REASON = { words: '', detail: '' };

function messageIcon(message: Exclude<TileCondition['message'], null>): IconName {
  if (message === 'waiting' || message === 'no-status') return 'connecting';
  return message === 'disabled' ? 'pause' : 'warning';
}

interface TileMarksProps {
  readonly text: Text;
  readonly condition: TileCondition;
  readonly zoom: TileZoom;
  readonly frozenSinceMs: number | null;
}

/** Where something on the road waits for somebody; it leads to the incidents. */
function IncidentMark({ t, cameraId }: { readonly t: Text['t']; readonly cameraId: string }) {
  const count = useIncidentSummary().data?.cameras[cameraId] ?? 0;
  if (count === 0) return null;
  return (
    <a className={classes['incident']} href="#/incidents" tabIndex={-1}>
      <Icon name="bell" size={13} />
      {t('incidents.count', { count })}
    </a>
  );
}

/** Whatever makes the picture another one than the present as it is: held, enlarged, or without its boxes. */
function TileMarks({ text: { t, f }, condition: { analysis, poor }, zoom, frozenSinceMs }: TileMarksProps) {
  const { siteTimeZone } = useSignedIn();
  return (
    <div className={classes['marks']}>
      {frozenSinceMs !== null && (
        <span className={classes['mark']} data-frozen="true">
          <Icon name="pause" size={13} />
          {t('tile.frozen', { time: f.time(frozenSinceMs * 1000, siteTimeZone) })}
        </span>
      )}
      {poor !== null && (
        <span className={classes['mark']} data-poor={poor}>
          <Icon name="warning" size={13} />
          {t(`picture.${poor}`)}
        </span>
      )}
      {(analysis === 'slow' || analysis === 'off') && (
        <span className={classes['mark']} data-analysis={analysis}>
          <Icon name="warning" size={13} />
          {t(`analysis.${analysis}`)}
        </span>
      )}
      {zoom.zoom.scale > 1 && (
        <span className={classes['mark']} data-plain="true">
          {t('tile.enlarged', { scale: f.number(zoom.zoom.scale, 1) })}
        </span>
      )}
    </div>
  );
}
