import { describe, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../../../domain/base/result.ts';
import { createModelWishes } from '../../../../../workers/entries/parts/model-wishes.ts';
import { createLog } from '../../../../../workers/runtime/log.ts';

const AWAY = fail('unavailable', 'the inference process went away', 'Try again.');
const BROKEN = fail('model-hash', 'not the file that was described', 'Copy it again.');
const chosen = (modelId: string, launch = 'now') => JSON.stringify({ modelId, launch });

/** Wishes before an inference and a store that answer when and what the test says. */
function start(unfinished: { modelId: string; launch: string } | null = null) {
  const kept: string[] = [];
  const logged: string[] = [];
  const asked: { modelId: string; answer(result: Result<unknown>): void }[] = [];
  const store = { failing: false };
  const wishes = createModelWishes(
    {
      launch: 'now',
      known: () => ['a', 'b'],
      ask: (modelId) => new Promise((answer) => asked.push({ modelId, answer })),
      keep(key, value) {
        if (store.failing) return Promise.resolve(fail('unavailable', 'the store is restarting', 'Wait.'));
        kept.push(`${key}=${value}`);
        return Promise.resolve(ok({}));
      },
      log: createLog('gateway', (message) => void logged.push(JSON.stringify(message))),
      retryMs: 1,
    },
    unfinished,
  );
  return { wishes, kept, logged, asked, store, settle: () => new Promise((resolve) => setTimeout(resolve, 20)) };
}

describe('a wish for another model', () => {
  it('is kept before anything is asked, answered at once, and becomes the choice when the model is loaded', async () => {
    const { wishes, kept, asked, settle } = start();
    wishes.opened();
    expect(await wishes.choose('a')).toEqual(ok(undefined));
    expect(kept).toEqual([`wanted-model=${chosen('a')}`]);
    expect(asked.map(({ modelId }) => modelId)).toEqual(['a']);
    asked[0]?.answer(ok({}));
    await settle();
    expect(kept.slice(1)).toEqual([`default-model=${chosen('a')}`, 'wanted-model=']);
  });

  it('is refused where it cannot be kept, and nothing is asked', async () => {
    const { wishes, asked, store, kept } = start();
    wishes.opened();
    store.failing = true;
    expect(await wishes.choose('a')).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
    expect([asked, kept]).toEqual([[], []]);
  });

  it('for what is not there is refused', async () => {
    const { wishes, kept } = start();
    expect(await wishes.choose('c')).toMatchObject({ ok: false, failure: { code: 'model-missing' } });
    expect(kept).toEqual([]);
  });

  it('is given up, and said so, when the model cannot be loaded; the choice before it stays', async () => {
    const { wishes, kept, logged, asked, settle } = start();
    wishes.opened();
    await wishes.choose('a');
    asked[0]?.answer(BROKEN);
    await settle();
    expect(kept.slice(1)).toEqual(['wanted-model=']);
    expect(logged.join()).toContain('not the file that was described');
  });

  it('waits for an inference that is away', async () => {
    const { wishes, asked } = start();
    expect(await wishes.choose('a')).toEqual(ok(undefined));
    expect(asked).toEqual([]);
    wishes.opened();
    expect(asked).toHaveLength(1);
  });

  it('is tried once more when inference goes away with it, and then given up', async () => {
    const { wishes, kept, asked, settle } = start();
    wishes.opened();
    await wishes.choose('a');
    for (const round of [1, 2]) {
      expect(asked).toHaveLength(round);
      wishes.lost();
      asked.at(-1)?.answer(AWAY);
      await settle();
      wishes.opened();
    }
    expect(asked).toHaveLength(2);
    expect(kept.at(-1)).toBe('wanted-model=');
  });

  it('is kept as the choice as soon as the store takes it', async () => {
    const { wishes, kept, asked, store, settle } = start();
    wishes.opened();
    await wishes.choose('a');
    store.failing = true;
    asked[0]?.answer(ok({}));
    await settle();
    expect(kept).toHaveLength(1);
    store.failing = false;
    await settle();
    expect(kept.slice(1)).toEqual([`default-model=${chosen('a')}`, 'wanted-model=']);
  });

  it('gives way to a later one', async () => {
    const { wishes, kept, asked, settle } = start();
    wishes.opened();
    await wishes.choose('a');
    await wishes.choose('b');
    asked[0]?.answer(ok({}));
    asked[1]?.answer(ok({}));
    await settle();
    expect(kept).toEqual([
      `wanted-model=${chosen('a')}`,
      `wanted-model=${chosen('b')}`,
      `default-model=${chosen('b')}`,
      'wanted-model=',
    ]);
  });

  it('of a gateway that ended is taken up by the next one', async () => {
    const { wishes, kept, asked, settle } = start({ modelId: 'a', launch: 'before' });
    wishes.opened();
    asked[0]?.answer(ok({}));
    await settle();
    expect(kept).toEqual([`default-model=${chosen('a', 'before')}`, 'wanted-model=']);
  });
});
