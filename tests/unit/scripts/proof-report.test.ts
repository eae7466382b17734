import { describe, expect, it } from 'vitest';
import { proofPage, proofSchema } from '../../../scripts/proof-report.ts';
import type { ProofReport } from '../../../scripts/proof-report.ts';

const machine = {
  cpu: 'Some CPU',
  cores: 2,
  memoryGib: 24,
  system: 'Linux x64',
  node: '24.0.0',
  ffmpeg: '5.1',
  onnxruntime: '1.30.0',
  sqlite: 'better-sqlite3 13.2.0',
  product: '0.1.0',
  commit: 'abc',
};

function page(proof: unknown): string {
  const report: ProofReport = {
    name: 'replay',
    command: 'npm run prove -- replay',
    takenAt: '2026-01-02',
    seconds: 12.4,
    machine,
    proof: proofSchema.parse(proof),
  };
  return proofPage(report);
}

describe('the page of a proof', () => {
  it('shows the rows of all columns, the verdict, the command and the machine', () => {
    const text = page({
      title: 'Replay equals live',
      rows: [
        { run: 'live', rows: 12 },
        { run: 'replay', same: true },
      ],
      holds: true,
    });
    expect(text).toContain('# Replay equals live');
    expect(text).toContain('**The claim holds.**');
    expect(text).toContain('| run | rows | same |');
    expect(text).toContain('| live | 12 |  |');
    expect(text).toContain('| replay |  | true |');
    expect(text).toContain('`npm run prove -- replay` on 2026-01-02 in 12 s');
    expect(text).toContain('| cores | 2 |');
  });

  it('says so when the claim does not hold, and nothing when there is no claim', () => {
    expect(page({ title: 'Speed', rows: [{ ms: 1 }], holds: false })).toContain('**The claim does not hold.**');
    expect(page({ title: 'Speed', rows: [{ ms: 1 }] })).not.toContain('claim');
  });

  it('keeps a cell in its column', () => {
    expect(page({ title: 'Speed', rows: [{ what: 'a|b\nc' }] })).toContain('| a\\|b c |');
  });

  it('needs at least one row and a title', () => {
    expect(proofSchema.safeParse({ title: 'Empty', rows: [] }).success).toBe(false);
    expect(proofSchema.safeParse({ title: '', rows: [{ ms: 1 }] }).success).toBe(false);
    expect(proofSchema.safeParse({ title: 'Nested', rows: [{ ms: { p50: 1 } }] }).success).toBe(false);
  });
});
