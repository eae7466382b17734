import { useEffect, useRef } from 'react';
import type { ToolName } from '../../canvas/index.ts';
import { isWriting } from '../../ui/index.ts';
import type { Drawing } from './use-drawing.ts';

export interface EditKeys {
  readonly drawing: Drawing;
  readonly tool: ToolName;
  readonly editable: boolean;
  readonly onTool: (tool: ToolName) => void;
  readonly onBack: () => void;
}

/** Keys of the camera view that work wherever the focus is: undo, redo, save, the tools, and Escape one step out at a time. */
export function useEditKeys(keys: EditKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const stopping = new AbortController();
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isWriting(event.target)) return;
      if (event.ctrlKey || event.metaKey) command(event, latest.current.drawing);
      else if (!event.altKey) plain(event, latest.current);
    };
    window.addEventListener('keydown', pressed, { signal: stopping.signal });
    return () => stopping.abort();
  }, []);
}

function command(event: KeyboardEvent, drawing: Drawing): void {
  const key = event.key.toLowerCase();
  const redo = key === 'y' || (key === 'z' && event.shiftKey);
  if (redo) drawing.act({ type: 'redo' });
  else if (key === 'z') drawing.act({ type: 'undo' });
  else if (key === 's' && drawing.changes.length > 0) save(event, drawing);
  else return;
  event.preventDefault();
}

/** A key that is held down saves once. */
function save(event: KeyboardEvent, drawing: Drawing): void {
  if (!event.repeat && !drawing.broken && !drawing.saving) void drawing.save();
}

const TOOL_KEYS: Readonly<Record<string, ToolName>> = { v: 'select', l: 'line', z: 'zone' };

function plain(event: KeyboardEvent, { drawing, tool, editable, onTool, onBack }: EditKeys): void {
  const chosen = TOOL_KEYS[event.key.toLowerCase()];
  if (chosen !== undefined && editable) return onTool(chosen);
  if (event.key !== 'Escape') return;
  if (tool !== 'select') onTool('select');
  else if (drawing.draft.selectedId !== null) drawing.act({ type: 'select', id: null });
  else onBack();
}
