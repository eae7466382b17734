import { fuzzyScore } from './fuzzy.ts';

/** Something that can be reached or done by its name. */
export interface Command {
  readonly id: string;
  /** As it is shown, in the language that is on. */
  readonly title: string;
  readonly kind: string;
  /** What finds it: its names in every language. */
  readonly names: readonly string[];
  readonly run: () => void;
}

export const MOST_SHOWN = 50;

/** The commands that answer what was typed, best first; all of them, in their own order, while nothing was. */
export function findCommands(commands: readonly Command[], typed: string): readonly Command[] {
  if (typed.trim() === '') return commands.slice(0, MOST_SHOWN);
  const scored = commands.flatMap((command) => {
    const scores = command.names.map((name) => fuzzyScore(typed, name)).filter((score) => score !== null);
    return scores.length === 0 ? [] : [{ command, score: Math.max(...scores) }];
  });
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_SHOWN)
    .map(({ command }) => command);
}
