import { fail, ok, type Result } from './result.ts';

/** Which names a command line may carry: those with a text behind them, and those that are on or off. */
export interface ArgumentNames {
  readonly texts: readonly string[];
  readonly flags: readonly string[];
}

/** A command line as it was read. */
export interface ReadArguments {
  /** Every text that was given under a name, in order. */
  texts(name: string): readonly string[];
  /** Null where nothing was said. */
  flag(name: string): boolean | null;
  /** Everything that is under none of the names, as it stood there. */
  readonly others: readonly string[];
}

/** Reads `--name=text`, `--name text`, `--name` and `--no-name`; what stands last counts for flags. */
export function readArguments(args: readonly string[], names: ArgumentNames): Result<ReadArguments> {
  const texts = new Map<string, string[]>();
  const flags = new Map<string, boolean>();
  const others: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const [, name = '', given] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    const isOff = !names.flags.includes(name) && name.startsWith('no-');
    const flag = isOff ? name.slice('no-'.length) : name;
    if (names.texts.includes(name)) {
      const text = given ?? args[at + 1] ?? '';
      if (text === '' || (given === undefined && text.startsWith('--'))) return missing(name);
      if (given === undefined) at += 1;
      texts.set(name, [...(texts.get(name) ?? []), text]);
    } else if (!names.flags.includes(flag)) others.push(word);
    else if (given === undefined) flags.set(flag, !isOff);
    else return fail('bad-options', `--${name} stands alone`, `Leave out "=${given}".`);
  }
  return ok({ texts: (name) => texts.get(name) ?? [], flag: (name) => flags.get(name) ?? null, others });
}

function missing(name: string): Result<never> {
  return fail('bad-options', `--${name} says nothing`, `Write --${name}=… with what it is to be.`);
}
