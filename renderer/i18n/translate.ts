import type { en } from './en/index.ts';

export type Entry = string | { readonly one: string; readonly other: string };
export type Catalogue = typeof en;
export type Key = keyof Catalogue;
/** Another language: every key of English, and no other. */
export type Translation = Readonly<Record<Key, Entry>>;

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type TextOf<E> = E extends { readonly other: infer Other extends string } ? Other : E extends string ? E : never;
export type Params<K extends Key> = NamesIn<TextOf<Catalogue[K]>>;
export type Args<K extends Key> = [Params<K>] extends [never] ? [] : [Readonly<Record<Params<K>, string | number>>];
export type Translate = <K extends Key>(key: K, ...args: Args<K>) => string;

/** The text of a key in one language. Numbers are written as that language writes them; `{count}` picks the plural. */
export function translator(catalogue: Translation, locale: string): Translate {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (key, ...args) => {
    const params: Readonly<Record<string, string | number>> = args[0] ?? {};
    return fill(chosen(catalogue[key], params['count'], plurals), params, numbers);
  };
}

function chosen(entry: Entry, count: string | number | undefined, plurals: Intl.PluralRules): string {
  if (typeof entry === 'string') return entry;
  return typeof count === 'number' && plurals.select(count) === 'one' ? entry.one : entry.other;
}

function fill(text: string, params: Readonly<Record<string, string | number>>, numbers: Intl.NumberFormat): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? numbers.format(value) : value;
  });
}
