import { describe, expect, it } from 'vitest';
import { normPoint } from '../../../../../domain/geometry/points.ts';
import { EMPTY_DRAFT, changesOf, stepDraft } from '../../../../../renderer/canvas/drawing/draft.ts';
import type { Draft, DraftAction } from '../../../../../renderer/canvas/drawing/draft.ts';
import { newLine } from '../../../../../renderer/canvas/drawing/shapes.ts';

const line = (id: string, y = 0.5) => newLine(id, `Line ${id}`, normPoint(0.2, y), normPoint(0.6, y));
const after = (draft: Draft, ...actions: DraftAction[]) => actions.reduce(stepDraft, draft);
const kinds = (draft: Draft) => changesOf(draft).map((change) => `${change.kind} ${change.shape.id}`);
const ids = (draft: Draft) => draft.shapes.map((shape) => shape.id);
const loaded = after(EMPTY_DRAFT, { type: 'load', shapes: [line('a'), line('b')] });

describe('drawings under edit', () => {
  it('have no changes right after loading', () => {
    expect(kinds(loaded)).toEqual([]);
  });

  it('tell what to create, update and delete, deletions first', () => {
    const edited = after(
      loaded,
      { type: 'put', shape: line('new') },
      { type: 'put', shape: line('a', 0.8) },
      { type: 'remove', id: 'b' },
    );
    expect(kinds(edited)).toEqual(['delete b', 'update a', 'create new']);
  });

  it('undo and redo one step at a time, and a new edit ends the way forward', () => {
    const edited = after(loaded, { type: 'put', shape: line('a', 0.7) }, { type: 'put', shape: line('a', 0.9) });
    const undone = after(edited, { type: 'undo' });
    expect(undone.shapes[0]).toEqual(line('a', 0.7));
    expect(after(undone, { type: 'redo' }).shapes[0]).toEqual(line('a', 0.9));
    expect(after(undone, { type: 'put', shape: line('c') }, { type: 'redo' }).future).toEqual([]);
  });

  it('bring a deleted line back with its own identity', () => {
    const undone = after(loaded, { type: 'remove', id: 'a' }, { type: 'undo' });
    expect(ids(undone)).toEqual(['a', 'b']);
    expect(kinds(undone)).toEqual([]);
  });

  it('do nothing when there is nothing to undo or redo', () => {
    expect(after(loaded, { type: 'undo' }, { type: 'redo' })).toEqual(loaded);
  });

  it('drop the selection of a shape that is gone', () => {
    const selected = after(loaded, { type: 'select', id: 'a' });
    expect(after(selected, { type: 'remove', id: 'a' }).selectedId).toBeNull();
    expect(after(selected, { type: 'remove', id: 'b' }).selectedId).toBe('a');
  });

  it('go back to what the site has when they are discarded', () => {
    const discarded = after(loaded, { type: 'put', shape: line('new') }, { type: 'discard' });
    expect([ids(discarded), discarded.past]).toEqual([['a', 'b'], []]);
  });
});

describe('a fresh answer of the site', () => {
  it('replaces everything while nothing is unsaved', () => {
    expect(ids(after(loaded, { type: 'load', shapes: [line('c')] }))).toEqual(['c']);
  });

  it('keeps unsaved work and takes over what others drew, moved and deleted', () => {
    const edited = after(loaded, { type: 'put', shape: line('a', 0.9) }, { type: 'put', shape: line('new') });
    const merged = after(edited, { type: 'load', shapes: [line('a'), line('theirs')] });
    expect(ids(merged)).toEqual(['a', 'theirs', 'new']);
    expect(kinds(merged)).toEqual(['update a', 'create new']);
  });

  it('that says nothing new leaves the way back alone', () => {
    const edited = after(loaded, { type: 'put', shape: line('a', 0.9) });
    expect(after(edited, { type: 'load', shapes: [line('a'), line('b')] })).toBe(edited);
  });
});

describe('saving change by change', () => {
  it('gives a created line its real id, so that the next answer does not make a second one of it', () => {
    const edited = after(loaded, { type: 'put', shape: line('local') });
    const [change] = changesOf(edited);
    expect(change?.kind).toBe('create');
    const saved = change === undefined ? edited : after(edited, { type: 'saved', change, id: 'real' });
    expect([kinds(saved), saved.selectedId]).toEqual([[], 'real']);
    const answer = [line('a'), line('b'), { ...line('local'), id: 'real' }];
    expect(ids(after(saved, { type: 'load', shapes: answer }))).toEqual(['a', 'b', 'real']);
  });

  it('makes one line of a created one when the next answer is quicker than the word that it was saved', () => {
    const edited = after(loaded, { type: 'put', shape: line('local') });
    const [change] = changesOf(edited);
    if (change === undefined) throw new Error('nothing to save');
    const answer = [line('a'), line('b'), { ...line('local'), id: 'real' }];
    const saved = after(edited, { type: 'load', shapes: answer }, { type: 'saved', change, id: 'real' });
    expect([ids(saved), saved.base.map(({ id }) => id), kinds(saved), saved.selectedId]).toEqual([
      ['a', 'b', 'real'],
      ['a', 'b', 'real'],
      [],
      'real',
    ]);
  });

  it('leaves what was not saved yet as unsaved', () => {
    const edited = after(loaded, { type: 'remove', id: 'b' }, { type: 'put', shape: line('a', 0.9) });
    const [deletion] = changesOf(edited);
    const saved = deletion === undefined ? edited : after(edited, { type: 'saved', change: deletion, id: 'b' });
    expect(kinds(saved)).toEqual(['update a']);
  });
});
