import { useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import type { NormPoint } from '../../../domain/geometry/points.ts';
import { normPoint } from '../../../domain/geometry/points.ts';
import { useText } from '../../i18n/index.ts';
import { changePoint, moveCheckEnd, withPoint } from './calibration-draft.ts';
import type { Calibrating } from './use-calibration.ts';
import classes from './calibration.module.css';

/** Which of the things on the picture is being dragged. */
type Held = { readonly kind: 'point'; readonly at: number } | { readonly kind: 'from' | 'to' };

const HIT_PIXELS = 14;

/** Points, check line and ground grid over the picture. Everything that is dragged here can be typed below as well. */
export function CalibrationOverlay({ calibrating }: { readonly calibrating: Calibrating }) {
  const { t, f } = useText();
  const svg = useRef<SVGSVGElement>(null);
  const [held, setHeld] = useState<Held | null>(null);
  const { form, picture, outcome, change, select } = calibrating;
  const size = { width: 1000, height: (1000 * picture.height) / picture.width };
  const place = (event: PointerEvent): NormPoint => placeOf(svg.current, event, size);
  const down = (event: PointerEvent<SVGSVGElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = place(event);
    const hit = heldAt(calibrating, at, size, event.currentTarget.getScreenCTM()?.a ?? 1);
    setHeld(hit ?? { kind: 'point', at: form.points.length });
    if (hit?.kind === 'point') select(hit.at);
    if (hit !== null) return;
    change((before) => withPoint(before, at));
    select(form.points.length);
  };
  const move = (event: PointerEvent) => {
    if (held === null) return;
    const at = place(event);
    change((before) =>
      held.kind === 'point' ? changePoint(before, held.at, { picture: at }) : moveCheckEnd(before, held.kind, at),
    );
  };
  return (
    <svg
      ref={svg}
      className={classes['overlay']}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={t('calibration.overlay', { step: f.number(outcome.grid?.step ?? 0, 1) })}
      data-grid={outcome.grid?.lines.length ?? 0}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={(event) => {
        // The last move may have been left out: where it is let go is where it is to be.
        move(event);
        setHeld(null);
      }}
      onPointerCancel={() => setHeld(null)}
    >
      <Ground calibrating={calibrating} size={size} />
      <CheckLine calibrating={calibrating} size={size} />
      <Points calibrating={calibrating} size={size} />
    </svg>
  );
}

/** The place of the picture under the pointer; outside it the nearest place of its edge. The picture is fitted as it is below. */
function placeOf(svg: SVGSVGElement | null, event: PointerEvent, size: LayerProps['size']): NormPoint {
  const matrix = svg?.getScreenCTM();
  if (matrix === null || matrix === undefined) return normPoint(0, 0);
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  return normPoint(clamped(at.x / size.width), clamped(at.y / size.height));
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function heldAt({ form }: Calibrating, at: NormPoint, size: LayerProps['size'], scale: number): Held | null {
  const near = (place: NormPoint) => scale * Math.hypot((place.x - at.x) * size.width, (place.y - at.y) * size.height);
  const choices: readonly (readonly [Held, number])[] = [
    ...form.points.map(({ picture }, index) => [{ kind: 'point', at: index }, near(picture)] as const),
    ...(form.checkLine === null
      ? []
      : (['from', 'to'] as const).map((end) => [{ kind: end }, near(form.checkLine?.[end] ?? at)] as const)),
  ];
  const [nearest] = choices.filter(([, pixels]) => pixels <= HIT_PIXELS).sort(([, a], [, b]) => a - b);
  return nearest?.[0] ?? null;
}

interface LayerProps {
  readonly calibrating: Calibrating;
  readonly size: { readonly width: number; readonly height: number };
}

function path(points: readonly NormPoint[], { width, height }: LayerProps['size']): string {
  return points.map(({ x, y }) => `${(x * width).toFixed(1)},${(y * height).toFixed(1)}`).join(' ');
}

function Ground({ calibrating: { outcome }, size }: LayerProps) {
  const region = outcome.fit.ok ? outcome.fit.value.region : [];
  return (
    <g>
      {outcome.grid?.lines.map((line, index) => (
        <polyline key={index} className={classes['grid']} points={path(line, size)} />
      ))}
      <polygon className={classes['region']} points={path(region, size)} />
    </g>
  );
}

function CheckLine({ calibrating: { form }, size }: LayerProps) {
  if (form.checkLine === null) return null;
  const { from, to } = form.checkLine;
  return (
    <g>
      <polyline className={classes['check']} points={path([from, to], size)} />
      <Mark place={from} word="A" size={size} tone="check" />
      <Mark place={to} word="B" size={size} tone="check" />
    </g>
  );
}

function Points({ calibrating: { form, outcome, selected }, size }: LayerProps) {
  const errors = outcome.fit.ok ? outcome.fit.value.reprojection.points : [];
  return (
    <g>
      {form.points.map(({ picture }, index) => {
        const tone = errors[index]?.used === false ? 'unused' : index === selected ? 'selected' : 'point';
        return <Mark key={index} place={picture} word={String(index + 1)} size={size} tone={tone} />;
      })}
    </g>
  );
}

interface MarkProps {
  readonly place: NormPoint;
  readonly word: string;
  readonly size: LayerProps['size'];
  readonly tone: 'point' | 'selected' | 'unused' | 'check';
}

function Mark({ place, word, size, tone }: MarkProps) {
  const [x, y] = [place.x * size.width, place.y * size.height];
  return (
    <g data-tone={tone} className={classes['mark']}>
      <circle cx={x} cy={y} r={9} />
      <path d={`M${x - 4} ${y}h8M${x} ${y - 4}v8`} />
      <text x={x + 12} y={y - 8}>
        {word}
      </text>
    </g>
  );
}
