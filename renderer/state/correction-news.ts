import type { QueryClient } from '@tanstack/react-query';
import type { LiveServerMessage } from '../../domain/contracts/api.ts';

/** What has to be asked anew where somebody corrected a crossing. */
const NUMBERS = ['counts', 'volumes', 'crossings'] as const;

export async function askNumbersAgain(queries: QueryClient, cameraId: string): Promise<void> {
  const asked = NUMBERS.map((name) => queries.invalidateQueries({ queryKey: [name, cameraId] }));
  await Promise.all([...asked, queries.invalidateQueries({ queryKey: ['track'] })]);
}

/** The cameras of which a message of the live line tells corrections. */
export function correctedCameras(message: LiveServerMessage): readonly string[] {
  if (message.type !== 'crossings') return [];
  return [...new Set(message.crossings.filter(({ corrected }) => corrected === true).map(({ cameraId }) => cameraId))];
}
