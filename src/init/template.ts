import { readFileSync } from 'node:fs';

/** The folder of the templates; the path is the same from `src/` and from `dist/`. */
const TEMPLATES = new URL('../../assets/schedules/', import.meta.url);

/** A template with its `@WORDS@` filled in; throws if one has no value: a mistake of ours. */
export function filled(name: string, values: Readonly<Record<string, string>>): string {
  const text = readFileSync(new URL(name, TEMPLATES), 'utf8');
  return text.replace(/@([A-Z]+)@/g, (_, word: string) => {
    const value = values[word];
    if (value === undefined) throw new Error(`${name} has @${word}@, and no value for it`);
    return value;
  });
}
