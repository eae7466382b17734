import type { Shape } from './shapes.ts';

/** Drawings under edit: what the site has, what the person has made of it, and the way back. Nothing is sent before saving. */
export interface Draft {
  readonly base: readonly Shape[];
  readonly shapes: readonly Shape[];
  readonly selectedId: string | null;
  readonly past: readonly (readonly Shape[])[];
  readonly future: readonly (readonly Shape[])[];
}

export type DraftAction =
  | { readonly type: 'load'; readonly shapes: readonly Shape[] }
  | { readonly type: 'put'; readonly shape: Shape }
  | { readonly type: 'remove'; readonly id: string }
  | { readonly type: 'select'; readonly id: string | null }
  /** The site has accepted one change; a created shape has its real id from now on. */
  | { readonly type: 'saved'; readonly change: Change; readonly id: string }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'discard' };

export type Change =
  | { readonly kind: 'create'; readonly shape: Shape }
  | { readonly kind: 'update'; readonly shape: Shape }
  | { readonly kind: 'delete'; readonly shape: Shape };

const MOST_STEPS = 100;
export const EMPTY_DRAFT: Draft = { base: [], shapes: [], selectedId: null, past: [], future: [] };

export function stepDraft(draft: Draft, action: DraftAction): Draft {
  switch (action.type) {
    case 'load':
      return loaded(draft, action.shapes);
    case 'put':
      return { ...remember(draft, putShape(draft.shapes, action.shape)), selectedId: action.shape.id };
    case 'remove':
      return remember(
        draft,
        draft.shapes.filter((shape) => shape.id !== action.id),
      );
    case 'select':
      return { ...draft, selectedId: action.id };
    case 'saved':
      return saved(draft, action.change, action.id);
    case 'undo':
      return undone(draft);
    case 'redo':
      return redone(draft);
    case 'discard':
      return keepSelection({ ...draft, shapes: draft.base, past: [], future: [] });
  }
}

/** A fresh answer of the site: an edit in progress is never lost to it, and what others drew meanwhile is kept. */
function loaded(draft: Draft, base: readonly Shape[]): Draft {
  if (sameShapes(draft.base, base)) return draft;
  const mine = new Map(changesOf(draft).map((change) => [change.shape.id, change]));
  const known = new Set(base.map((shape) => shape.id));
  const merged = base.flatMap((shape) => {
    const change = mine.get(shape.id);
    if (change?.kind === 'delete') return [];
    return [change?.kind === 'update' ? change.shape : shape];
  });
  const created = [...mine.values()].flatMap((change) =>
    change.kind === 'create' && !known.has(change.shape.id) ? [change.shape] : [],
  );
  return keepSelection({ ...draft, base, shapes: [...merged, ...created], past: [], future: [] });
}

function saved(draft: Draft, change: Change, id: string): Draft {
  const before = change.shape.id;
  // A fresh answer may have brought the created shape under its real id already: it is the same one, not a second.
  const early = (shape: Shape) => shape.id === id && id !== before;
  const rename = (shapes: readonly Shape[]) =>
    shapes.flatMap((one) => (early(one) ? [] : [one.id === before ? { ...one, id } : one]));
  const others = draft.base.filter((shape) => shape.id !== before && !early(shape));
  return {
    base: change.kind === 'delete' ? others : [...others, { ...change.shape, id }],
    shapes: rename(draft.shapes),
    selectedId: draft.selectedId === before ? id : draft.selectedId,
    past: [],
    future: [],
  };
}

function remember(draft: Draft, shapes: readonly Shape[]): Draft {
  const past = [...draft.past, draft.shapes].slice(-MOST_STEPS);
  return keepSelection({ ...draft, shapes, past, future: [] });
}

function undone(draft: Draft): Draft {
  const shapes = draft.past.at(-1);
  if (shapes === undefined) return draft;
  return keepSelection({ ...draft, shapes, past: draft.past.slice(0, -1), future: [draft.shapes, ...draft.future] });
}

function redone(draft: Draft): Draft {
  const shapes = draft.future[0];
  if (shapes === undefined) return draft;
  return keepSelection({ ...draft, shapes, past: [...draft.past, draft.shapes], future: draft.future.slice(1) });
}

function keepSelection(draft: Draft): Draft {
  const exists = draft.shapes.some((shape) => shape.id === draft.selectedId);
  return exists ? draft : { ...draft, selectedId: null };
}

function putShape(shapes: readonly Shape[], shape: Shape): readonly Shape[] {
  const exists = shapes.some((one) => one.id === shape.id);
  return exists ? shapes.map((one) => (one.id === shape.id ? shape : one)) : [...shapes, shape];
}

/** What saving has to tell the site. Deletions come first so that a name given up can be taken again. */
export function changesOf(draft: Draft): readonly Change[] {
  const deletes = draft.base.filter((old) => !draft.shapes.some((shape) => shape.id === old.id));
  const rest = draft.shapes.flatMap((shape): readonly Change[] => {
    const old = draft.base.find((one) => one.id === shape.id);
    if (old === undefined) return [{ kind: 'create', shape }];
    return sameShape(old, shape) ? [] : [{ kind: 'update', shape }];
  });
  return [...deletes.map((shape): Change => ({ kind: 'delete', shape })), ...rest];
}

function sameShapes(a: readonly Shape[], b: readonly Shape[]): boolean {
  return a.length === b.length && a.every((shape, index) => b[index] !== undefined && sameShape(shape, b[index]));
}

function sameShape(a: Shape, b: Shape): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(shape: Shape): readonly [string, unknown][] {
  return Object.entries(shape).sort(([a], [b]) => (a < b ? -1 : 1));
}
