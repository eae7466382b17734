import { useRef } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { reasonText, useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { pictureAgeMs, useFrames, useLive, useNowMs, useTodayTotals } from '../../state/index.ts';
import { CAMERA_STATE_LOOK, Icon, StateWord } from '../../ui/index.ts';
import { useTileScreen } from './tile-screen.ts';
import { tileCondition } from './tile-condition.ts';
import type { TileCondition } from './tile-condition.ts';
import classes from './tile.module.css';

interface TileProps {
  readonly camera: CameraView;
  readonly number: number;
  readonly focused: boolean;
  readonly onOpen: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
  readonly tileRef: Ref<HTMLAnchorElement>;
}

/** One camera on the wall: its picture with the boxes of exactly that picture, and what an operator must know of it. */
export function Tile({ camera, number, focused, onOpen, onKey, onFocus, tileRef }: TileProps) {
  const text = useText();
  const { t, f } = text;
  const canvas = useRef<HTMLCanvasElement>(null);
  const status = useLive((state) => state.cameras[camera.id]) ?? null;
  const connected = useLive((state) => state.connection.state === 'open');
  const shown = useFrames(camera.id, canvas, useTileScreen(text.t));
  const now = useNowMs();
  const ageMs = shown === null ? null : pictureAgeMs(shown, now);
  const condition = tileCondition({
    enabled: camera.enabled,
    connected,
    status,
    analysis: shown?.analysis ?? null,
    ageMs,
  });
  const state = camera.enabled ? (status?.state ?? 'connecting') : 'stopped';
  const look = CAMERA_STATE_LOOK[state];

  return (
    <a
      ref={tileRef}
      className={classes['tile']}
      href={`#/camera/${camera.id}`}
      tabIndex={focused ? 0 : -1}
      data-camera={camera.id}
      data-old={condition.old}
      aria-label={t('live.tile.open', { number, name: camera.name, state: t(`state.${state}`) })}
      onClick={(event) => {
        event.preventDefault();
        onOpen();
      }}
      onKeyDown={onKey}
      onFocus={onFocus}
    >
      <div className={classes['bar']}>
        <span className={classes['number']} aria-hidden="true">
          {number}
        </span>
        <span className={classes['name']}>{camera.name}</span>
        <StateWord tone={look.tone} icon={look.icon}>
          {t(`state.${state}`)}
        </StateWord>
      </div>
      <div className={classes['stage']}>
        <canvas ref={canvas} className={classes['canvas']} aria-hidden="true" />
        <TileMessage text={text} condition={condition} status={status} ageMs={ageMs} />
        <AnalysisMark t={t} analysis={condition.analysis} />
        {camera.note !== '' && <span className={classes['note']}>{camera.note}</span>}
      </div>
      <TileFoot cameraId={camera.id} text={text} ageMs={ageMs} />
      <span className="visually-hidden">{ageMs !== null && t('live.tile.age', { age: f.age(ageMs) })}</span>
    </a>
  );
}

interface TileMessageProps {
  readonly text: Text;
  readonly condition: TileCondition;
  readonly status: { readonly reason: string; readonly detail: string } | null;
  readonly ageMs: number | null;
}

function TileMessage({ text: { t, f }, condition, status, ageMs }: TileMessageProps) {
  if (condition.message === null) return null;
  const icon = condition.message === 'waiting' ? 'connecting' : 'warning';
  const reason = condition.message === 'not-live' && status !== null ? reasonText(t, status) : '';
  return (
    <div className={classes['message']}>
      <Icon name={icon} size={22} />
      <strong>{t(`live.message.${condition.message}`)}</strong>
      {reason !== '' && <span className={classes['reason']}>{reason}</span>}
      {condition.old && ageMs !== null && <span>{t('live.message.old', { age: f.age(ageMs) })}</span>}
    </div>
  );
}

function AnalysisMark({ t, analysis }: { readonly t: Text['t']; readonly analysis: TileCondition['analysis'] }) {
  if (analysis !== 'slow' && analysis !== 'off') return null;
  return (
    <span className={classes['analysis']} data-analysis={analysis}>
      <Icon name="warning" size={13} />
      {t(`analysis.${analysis}`)}
    </span>
  );
}

function TileFoot(props: { readonly cameraId: string; readonly text: Text; readonly ageMs: number | null }) {
  const { t, f } = props.text;
  const status = useLive((state) => state.cameras[props.cameraId]);
  const totals = useTodayTotals(props.cameraId);
  const none = '–';
  return (
    <dl className={classes['foot']}>
      <Fact label={t('live.fact.age')} value={props.ageMs === null ? none : f.age(props.ageMs)} />
      <Fact label={t('live.fact.fps')} value={status === undefined ? none : f.number(status.fps, 1)} />
      <Fact label={t('live.fact.analysed')} value={status === undefined ? none : f.number(status.analysedFps, 1)} />
      <Fact label={t('live.fact.in')} value={totals === null ? none : f.number(totals.in)} strong />
      <Fact label={t('live.fact.out')} value={totals === null ? none : f.number(totals.out)} strong />
    </dl>
  );
}

function Fact(props: { readonly label: string; readonly value: string; readonly strong?: boolean }) {
  return (
    <div className={classes['fact']} data-strong={props.strong === true}>
      <dt>{props.label}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}
