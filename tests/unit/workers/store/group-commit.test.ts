import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../domain/base/result.ts';
import type { Fact } from '../../../../domain/contracts/facts.ts';
import { createGroupCommit } from '../../../../workers/store/group-commit.ts';
import type { FactBatch } from '../../../../workers/store/writer.ts';

const hole: Fact = { kind: 'hole', cameraId: 'a', fromUtcUs: 1, toUtcUs: 2, cause: 'x' };
const checkpoint: Fact = {
  kind: 'checkpoint',
  sessionId: '00000000-0000-4000-8000-000000000001',
  jobId: '00000000-0000-4000-8000-000000000002',
  frameId: 1,
  mediaUs: 1,
  frameSha256: '',
  state: '',
};
const batchOf = (seq: number, facts: Fact[] = [hole], bytes = 0): FactBatch => ({
  sender: 'camera-0',
  seq,
  facts,
  body: new Uint8Array(bytes),
});

function recording(refuse: (seqs: number[]) => string | null = () => null) {
  const groups: number[][] = [];
  const commit = (batches: readonly FactBatch[]) => {
    const seqs = batches.map((one) => one.seq);
    groups.push(seqs);
    const code = refuse(seqs);
    return code === null ? ok({ facts: seqs.length, strays: [] }) : fail(code, 'refused', 'try again');
  };
  return { groups, commit };
}

describe('group commit', () => {
  it('writes batches that come together in one transaction, and answers only then', async () => {
    const { groups, commit } = recording();
    const group = createGroupCommit({ commit, waitMs: 20 });
    const answers = [1, 2, 3].map((seq) => group.submit(batchOf(seq)));
    expect(groups).toEqual([]);
    for (const answer of await Promise.all(answers)) expect(answer.ok).toBe(true);
    expect(groups).toEqual([[1, 2, 3]]);
  });

  const urgent = [
    { name: 'a checkpoint', last: batchOf(2, [checkpoint]) },
    {
      name: 'many facts',
      last: batchOf(
        2,
        Array.from({ length: 50 }, () => hole),
      ),
    },
    { name: 'many bytes', last: batchOf(2, [hole], 5000) },
  ];
  for (const { name, last } of urgent) {
    it(`does not wait with ${name}`, () => {
      const { groups, commit } = recording();
      const group = createGroupCommit({ commit, waitMs: 60_000, mostFacts: 50, mostBytes: 5000 });
      void group.submit(batchOf(1));
      void group.submit(last);
      expect(groups).toEqual([[1, 2]]);
    });
  }

  it('commits what still waits when it is stopped', async () => {
    const { groups, commit } = recording();
    const group = createGroupCommit({ commit, waitMs: 60_000 });
    const answer = group.submit(batchOf(1));
    group.stop();
    expect((await answer).ok).toBe(true);
    expect(groups).toEqual([[1]]);
  });

  it('refuses only the bad batch of a group', async () => {
    const { groups, commit } = recording((seqs) => (seqs.includes(2) ? 'write-failed' : null));
    const group = createGroupCommit({ commit, waitMs: 1 });
    const answers = await Promise.all([1, 2, 3].map((seq) => group.submit(batchOf(seq))));
    expect(answers.map((answer) => answer.ok)).toEqual([true, false, true]);
    expect(groups).toEqual([[1, 2, 3], [1], [2], [3]]);
  });

  it('does not try again one by one on a full disk', async () => {
    const { groups, commit } = recording(() => 'disk-full');
    const group = createGroupCommit({ commit, waitMs: 1 });
    const answers = await Promise.all([1, 2].map((seq) => group.submit(batchOf(seq))));
    expect(answers).toMatchObject([{ failure: { code: 'disk-full' } }, { failure: { code: 'disk-full' } }]);
    expect(groups).toEqual([[1, 2]]);
  });
});
