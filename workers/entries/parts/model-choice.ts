import { z } from 'zod';

/** A detector that somebody chose on a screen, and in which launch of the program. */
const choiceSchema = z.object({ modelId: z.string().min(1), launch: z.string() });
export type ModelChoice = z.infer<typeof choiceSchema>;

/** The choice as it is kept among the settings; no choice is an empty text. */
export function choiceText(choice: ModelChoice | null): string {
  return choice === null ? '' : JSON.stringify(choice);
}

/** Reads a kept choice; what cannot be read is none. */
export function readChoice(text: string | undefined): ModelChoice | null {
  try {
    return choiceSchema.safeParse(JSON.parse(text ?? '')).data ?? null;
  } catch {
    return null;
  }
}

/** What this launch says about the detector. */
export interface LaunchModels {
  readonly launch: string;
  /** Asked for on the command line. */
  readonly asked: string | null;
  /** What suits this machine. */
  readonly usual: string | null;
}

/** Reads them from the settings of a process. */
export function launchModels(settings: Readonly<Record<string, string>>): LaunchModels {
  const { launchId = '', askedModel, defaultModel } = settings;
  return { launch: launchId, asked: askedModel ?? null, usual: defaultModel ?? null };
}

/** Whether a choice is newer than what the command line asked for. */
export function outlives(choice: ModelChoice, { launch, asked }: LaunchModels): boolean {
  return asked === null || choice.launch === launch;
}

/** The detectors to try at the start, best first: one that cannot be loaded gives way to the next. */
export function startOrder(chosen: ModelChoice | null, models: LaunchModels, known: readonly string[]): string[] {
  const { asked, usual } = models;
  const stored = chosen?.modelId ?? null;
  const order = chosen !== null && outlives(chosen, models) ? [stored, asked, usual] : [asked, stored, usual];
  const wanted = [...new Set(order)].filter((id): id is string => id !== null && known.includes(id));
  return wanted.length > 0 ? wanted : known.slice(0, 1);
}
