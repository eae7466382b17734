import { IDLE, go, stay } from './tool.ts';
import type { ToolEvent, ToolStep } from './tool.ts';

/** The zone tool is in hand; the next press sets the first corner. */
export function onZoneReady(event: ToolEvent): ToolStep {
  if (event.type === 'down') return stay({ at: 'drawing-zone', points: [event.point], pointer: event.point });
  if (event.type === 'cancel') return go(IDLE, { type: 'tool', tool: 'select' });
  return stay({ at: 'zone-ready' });
}
