import { z } from 'zod';
import type { MachineFacts } from './machine-facts.ts';

const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What a file of bench/prove hands back: rows that a person can read, and whether the claim holds. */
export const proofSchema = z.object({
  title: z.string().min(1),
  rows: z.array(z.record(z.string(), cellSchema)).min(1),
  /** False fails the run. Left out where there is a number to know and no claim to hold. */
  holds: z.boolean().optional(),
  notes: z.array(z.string()).default([]),
});
export type Proof = z.infer<typeof proofSchema>;

/** A proof with everything that is needed to repeat it. */
export interface ProofReport {
  readonly name: string;
  readonly command: string;
  readonly takenAt: string;
  readonly seconds: number;
  readonly machine: MachineFacts;
  readonly proof: Proof;
}

const escapeCell = (value: unknown): string =>
  String(value ?? '')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ');

function table(rows: Proof['rows']): readonly string[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: readonly unknown[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map((row) => line(columns.map((name) => row[name])))];
}

function verdict(holds: boolean | undefined): readonly string[] {
  if (holds === undefined) return [];
  return [holds ? '**The claim holds.**' : '**The claim does not hold.**', ''];
}

/** The report as a page of docs/results. */
export function proofPage({ name, command, takenAt, seconds, machine, proof }: ProofReport): string {
  const lines = [
    `# ${proof.title}`,
    '',
    `Measured by \`${command}\` on ${takenAt} in ${seconds.toFixed(0)} s. The same rows for programs: [${name}.json](${name}.json).`,
    '',
    ...verdict(proof.holds),
    ...table(proof.rows),
    '',
    ...proof.notes.flatMap((note) => [`- ${note}`]),
    ...(proof.notes.length > 0 ? [''] : []),
    '## Measured on',
    '',
    ...table(Object.entries(machine).map(([fact, value]) => ({ fact, value: value as string | number }))),
    '',
  ];
  return lines.join('\n');
}
