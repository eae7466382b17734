import { useRef } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { reasonParts, useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { pictureAgeMs, useFrames, useLive, useNowMs, useTodayTotals } from '../../state/index.ts';
import { CameraStateWord, Icon } from '../../ui/index.ts';
import type { IconName } from '../../ui/index.ts';
import { useTileScreen } from './tile-screen.ts';
import { tileCondition } from './tile-condition.ts';
import type { TileCondition } from './tile-condition.ts';
import classes from './tile.module.css';

interface TileProps {
  readonly camera: CameraView;
  /** Its key on the wall; null where it stands alone. */
  readonly number: number | null;
  readonly focused: boolean;
  readonly onOpen: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
  readonly linkRef: Ref<HTMLAnchorElement>;
}

/** One camera on the wall: its picture with the boxes of exactly that picture, and what an operator must know of it. */
export function Tile({ camera, number, focused, onOpen, onKey, onFocus, linkRef }: TileProps) {
  const text = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const status = useLive((state) => state.cameras[camera.id]) ?? null;
  const connected = useLive((state) => state.connection.state === 'open');
  const shown = useFrames(camera.id, canvas, useTileScreen(text));
  const now = useNowMs();
  const ageMs = shown === null ? null : pictureAgeMs(shown, Math.max(now, shown.seenAtMs));
  const analysis = shown?.analysis ?? null;
  const condition = tileCondition({ enabled: camera.enabled, connected, status, analysis, ageMs });

  return (
    <article className={classes['tile']} data-camera={camera.id} data-old={condition.old}>
      <div className={classes['bar']}>
        {number !== null && (
          <span className={classes['number']} aria-hidden="true">
            {number}
          </span>
        )}
        <a
          ref={linkRef}
          className={classes['name']}
          href={`#/camera/${camera.id}`}
          tabIndex={focused ? 0 : -1}
          aria-description={text.t('live.tile.open')}
          onClick={(event) => {
            event.preventDefault();
            onOpen();
          }}
          onKeyDown={onKey}
          onFocus={onFocus}
        >
          {camera.name}
        </a>
        <CameraStateWord enabled={camera.enabled} connected={connected} state={status?.state ?? null} />
      </div>
      <div className={classes['stage']}>
        <canvas ref={canvas} className={classes['canvas']} aria-hidden="true" />
        <TileMessage text={text} condition={condition} status={status} ageMs={ageMs} />
        <AnalysisMark t={text.t} analysis={condition.analysis} />
        {camera.note !== '' && (
          <a className={classes['note']} href={`#/camera/${camera.id}`} title={camera.note} tabIndex={-1}>
            {camera.note}
          </a>
        )}
      </div>
      <TileFoot camera={camera} text={text} ageMs={ageMs} />
    </article>
  );
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

function AnalysisMark({ t, analysis }: { readonly t: Text['t']; readonly analysis: TileCondition['analysis'] }) {
  if (analysis !== 'slow' && analysis !== 'off') return null;
  return (
    <span className={classes['analysis']} data-analysis={analysis}>
      <Icon name="warning" size={13} />
      {t(`analysis.${analysis}`)}
    </span>
  );
}

const NONE = '–';

function TileFoot(props: { readonly camera: CameraView; readonly text: Text; readonly ageMs: number | null }) {
  const { camera, ageMs } = props;
  const { t, f } = props.text;
  const status = useLive((state) => state.cameras[camera.id]);
  const today = useTodayTotals(camera.id);
  // Without a line nothing is counted: that is no zero.
  const totals = camera.lines.length === 0 ? null : today;
  const rate = (value: number | undefined) => (value === undefined ? NONE : f.number(value, 1));
  return (
    <dl className={classes['foot']}>
      <Fact label={t('live.fact.age')} value={ageMs === null ? NONE : f.age(ageMs)} />
      <Fact label={t('live.fact.fps')} value={rate(status?.fps)} />
      <Fact label={t('live.fact.analysed')} value={rate(status?.analysedFps)} />
      <Fact label={t('live.fact.in')} value={totals === null ? NONE : f.number(totals.in)} strong />
      <Fact label={t('live.fact.out')} value={totals === null ? NONE : f.number(totals.out)} strong />
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
