import { describe, expect, it } from 'vitest';
import { normPoint } from '../../../../../domain/geometry/points.ts';
import { newLine, newZone, pointsOf } from '../../../../../renderer/canvas/drawing/shapes.ts';
import type { Shape } from '../../../../../renderer/canvas/drawing/shapes.ts';
import { toScreen } from '../../../../../renderer/canvas/geometry/view-transform.ts';
import { stepTool } from '../../../../../renderer/canvas/tools/step-tool.ts';
import { IDLE, firstState } from '../../../../../renderer/canvas/tools/tool.ts';
import type { ToolContext, ToolEffect, ToolEvent, ToolState } from '../../../../../renderer/canvas/tools/tool.ts';

const view = { left: 0, top: 0, width: 1000, height: 500 };
const line = newLine('line', 'Main', normPoint(0.2, 0.5), normPoint(0.6, 0.5));
const corners = [normPoint(0.7, 0.2), normPoint(0.9, 0.2), normPoint(0.9, 0.8), normPoint(0.7, 0.8)];
const zone = newZone('zone', 'Stop', corners);

const at = (type: 'down' | 'move' | 'up' | 'double', x: number, y: number): ToolEvent => {
  const point = normPoint(x, y);
  return { type, point, screen: toScreen(view, point) };
};
const key = (name: string, shift = false): ToolEvent => ({ type: 'key', key: name, shift });
const cancel: ToolEvent = { type: 'cancel' };

function play(start: ToolState, events: readonly ToolEvent[], selectedId: string | null = null) {
  const context: ToolContext = {
    view,
    shapes: [zone, line],
    selectedId,
    makeLine: (from, to) => newLine('new', 'New', from, to),
    makeZone: (points) => newZone('new', 'New', points),
  };
  let state = start;
  const effects: ToolEffect[] = [];
  for (const event of events) {
    const step = stepTool(state, event, context);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}
const putShape = (effects: readonly ToolEffect[]): Shape | undefined =>
  effects.flatMap((effect) => (effect.type === 'put' ? [effect.shape] : []))[0];

describe('selecting and moving', () => {
  it('a click on a line selects it and moves nothing', () => {
    const { state, effects } = play(IDLE, [at('down', 0.4, 0.5), at('move', 0.401, 0.5), at('up', 0.401, 0.5)]);
    expect([state, effects]).toEqual([IDLE, [{ type: 'select', id: 'line' }]]);
  });

  it('a click beside everything deselects', () => {
    expect(play(IDLE, [at('down', 0.05, 0.05)], 'line').effects).toEqual([{ type: 'select', id: null }]);
  });

  it('a drag moves the whole shape and keeps it when let go', () => {
    const { state, effects } = play(IDLE, [at('down', 0.4, 0.5), at('move', 0.5, 0.6), at('up', 0.5, 0.6)]);
    expect(state).toEqual(IDLE);
    const points = pointsOf(putShape(effects) ?? zone);
    expect(points[0]?.x).toBeCloseTo(0.3, 10);
    expect(points[1]?.y).toBeCloseTo(0.6, 10);
  });

  it.each([
    ['Escape', cancel],
    ['a lost pointer', { type: 'interrupt' } as const],
  ])('%s in the middle of a move puts the shape back', (_name, event) => {
    const { state, effects } = play(IDLE, [at('down', 0.4, 0.5), at('move', 0.5, 0.6), event]);
    expect([state, putShape(effects)]).toEqual([IDLE, undefined]);
  });
});

describe('dragging a handle', () => {
  it('moves one end of the selected line', () => {
    const { effects } = play(IDLE, [at('down', 0.6, 0.5), at('move', 0.7, 0.9), at('up', 0.7, 0.9)], 'line');
    expect(pointsOf(putShape(effects) ?? zone)).toEqual([
      { x: 0.2, y: 0.5 },
      { x: 0.7, y: 0.9 },
    ]);
  });

  it('refuses a line that would become a dot, and leaves it as it was', () => {
    const { state, effects } = play(IDLE, [at('down', 0.6, 0.5), at('move', 0.2, 0.5), at('up', 0.2, 0.5)], 'line');
    expect([state, effects]).toEqual([IDLE, [{ type: 'refused', problem: 'line-too-short' }]]);
  });

  it('refuses a corner that makes the outline cross itself', () => {
    const { effects } = play(IDLE, [at('down', 0.7, 0.2), at('move', 0.95, 0.5), at('up', 0.95, 0.5)], 'zone');
    expect(effects).toEqual([{ type: 'refused', problem: 'crosses-itself' }]);
  });

  it('a press on the middle of an edge adds a corner there', () => {
    const { effects } = play(IDLE, [at('down', 0.8, 0.2), at('move', 0.8, 0.1), at('up', 0.8, 0.1)], 'zone');
    expect(pointsOf(putShape(effects) ?? line)).toHaveLength(5);
  });

  it('a press and release on a handle is no change', () => {
    expect(play(IDLE, [at('down', 0.6, 0.5), at('up', 0.6, 0.5)], 'line').effects).toEqual([]);
  });
});

describe('drawing a line', () => {
  const drawn = [
    ['by press, drag and release', [at('down', 0.1, 0.1), at('move', 0.3, 0.3), at('up', 0.3, 0.3)]],
    ['by two clicks', [at('down', 0.1, 0.1), at('up', 0.1, 0.1), at('move', 0.3, 0.3), at('down', 0.3, 0.3)]],
  ] as const;
  it.each(drawn)('works %s and gives the selecting tool back', (_name, events) => {
    const { state, effects } = play(firstState('line'), events);
    expect(state).toEqual(IDLE);
    expect(pointsOf(putShape(effects) ?? zone)).toEqual([
      { x: 0.1, y: 0.1 },
      { x: 0.3, y: 0.3 },
    ]);
    expect(effects.at(-1)).toEqual({ type: 'tool', tool: 'select' });
  });

  it('refuses a second end on the first', () => {
    const { state, effects } = play(firstState('line'), [
      at('down', 0.1, 0.1),
      at('up', 0.1, 0.1),
      at('down', 0.1, 0.1),
    ]);
    expect([state.at, effects]).toEqual(['line-ready', [{ type: 'refused', problem: 'line-too-short' }]]);
  });

  it('Escape first forgets the line, then puts the tool away', () => {
    const once = play(firstState('line'), [at('down', 0.1, 0.1), cancel]);
    expect(once.state.at).toBe('line-ready');
    expect(play(once.state, [cancel]).effects).toEqual([{ type: 'tool', tool: 'select' }]);
  });
});

describe('drawing a zone', () => {
  const clicks = [at('down', 0.1, 0.1), at('down', 0.3, 0.1), at('down', 0.3, 0.4)];
  it.each([
    ['Enter', [key('Enter')]],
    ['a double click', [at('down', 0.1, 0.4), at('down', 0.1, 0.4), at('double', 0.1, 0.4)]],
    ['a click on the first corner', [at('down', 0.1, 0.1)]],
  ])('is closed by %s', (_name, events) => {
    const { state, effects } = play(firstState('zone'), [...clicks, ...events]);
    expect(state).toEqual(IDLE);
    expect(pointsOf(putShape(effects) ?? line).length).toBeGreaterThanOrEqual(3);
  });

  it('does not take the second press of a double click as a corner', () => {
    const { effects } = play(firstState('zone'), [...clicks, at('down', 0.3, 0.4), at('double', 0.3, 0.4)]);
    expect(pointsOf(putShape(effects) ?? line)).toHaveLength(3);
  });

  it('Backspace takes one corner after another back', () => {
    const { state } = play(firstState('zone'), [...clicks, key('Backspace'), key('Backspace'), key('Backspace')]);
    expect(state).toEqual({ at: 'zone-ready' });
  });

  it('refuses to close with two corners and goes on', () => {
    const { state, effects } = play(firstState('zone'), [...clicks.slice(0, 2), key('Enter')]);
    expect([state.at, effects]).toEqual(['drawing-zone', [{ type: 'refused', problem: 'too-few-points' }]]);
  });
});

describe('keys on the selected shape', () => {
  it.each([
    ['an arrow nudges', key('ArrowRight'), 0.202],
    ['Shift and an arrow nudge ten times as far', key('ArrowRight', true), 0.22],
  ])('%s', (_name, event, x) => {
    expect(pointsOf(putShape(play(IDLE, [event], 'line').effects) ?? zone)[0]?.x).toBeCloseTo(x, 10);
  });

  it('F flips a line but not a zone', () => {
    expect(pointsOf(putShape(play(IDLE, [key('f')], 'line').effects) ?? zone)[0]).toEqual({ x: 0.6, y: 0.5 });
    expect(play(IDLE, [key('f')], 'zone').effects).toEqual([]);
  });

  it('Delete asks and does not delete by itself', () => {
    expect(play(IDLE, [key('Delete')], 'line').effects).toEqual([{ type: 'ask-remove', id: 'line' }]);
  });

  it('do nothing when nothing is selected', () => {
    expect(play(IDLE, [key('Delete'), key('ArrowUp'), key('f')]).effects).toEqual([]);
  });
});
