import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Dataset } from '../words/dataset.ts';
import type { Catalog, SeedFile } from './catalogued.ts';
import type { Meanings } from './column-meanings.ts';
import type { ResolvedRule } from './order.ts';

/**
 * The catalog of the bundled rules, made by `npm run build`. To read headers and to make the rules
 * of datasets takes each run four times as long. Beside `src/` there is none: sources change.
 */
const MADE = fileURLToPath(new URL('../catalog.json', import.meta.url));

interface Made {
  /** Of the files that the catalog was made of. */
  digest: string;
  /** The rules with their inputs, and the text of those without a file. */
  rules: (Omit<ResolvedRule, 'sql'> & { sql?: string })[];
  /** Their places in the order of building. */
  order: number[];
  seeds: Pick<SeedFile, 'relation' | 'path'>[];
  macros: string;
  datasets: Dataset[];
  glossary: Meanings;
}

/**
 * The catalog made of these files, undefined if it was made of others.
 * @param files texts by path
 * @param folder where the files are now
 */
export function madeOf(
  files: ReadonlyMap<string, string>,
  folder: string,
  path = MADE,
): Catalog | undefined {
  const made = existsSync(path) ? read(path) : undefined;
  if (made?.digest !== digestOf(files)) return undefined;
  const { macros, datasets, glossary } = made;
  const textOf = (path: string) => files.get(path) ?? '';
  const rules = made.rules.map((rule) => ({ ...rule, sql: rule.sql ?? textOf(rule.path) }));
  const resolved = made.order.flatMap((place) => rules[place] ?? []);
  const seeds = made.seeds.map(({ relation, path }) => {
    return { relation, path, file: join(folder, path), csv: textOf(path) };
  });
  return { rules, resolved, seeds, macros, datasets, glossary, replaced: [] };
}

/** A file that cannot be read is not needed. */
function read(path: string): Made | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Made;
  } catch {
    return undefined;
  }
}

/**
 * Keeps a catalog for later runs.
 * @param resolved its rules in the order of building
 */
export function keepMade(
  { rules, seeds, macros, datasets, glossary }: Catalog,
  resolved: readonly ResolvedRule[],
  files: ReadonlyMap<string, string>,
  path = MADE,
): void {
  const places = new Map(rules.map(({ relation }, place) => [relation, place]));
  const inputs = new Map(resolved.map((rule) => [rule.relation, rule.inputs]));
  const made: Made = {
    digest: digestOf(files),
    rules: rules.map(({ sql, ...rule }) => ({
      ...rule,
      inputs: inputs.get(rule.relation) ?? [],
      ...(files.get(rule.path) === sql ? {} : { sql }),
    })),
    order: resolved.map(({ relation }) => places.get(relation) ?? -1),
    seeds: seeds.map(({ relation, path }) => ({ relation, path })),
    ...{ macros, datasets, glossary },
  };
  writeFileSync(path, JSON.stringify(made));
}

function digestOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [path, text] of files) hash.update(`${path}\0${text}\0`);
  return hash.digest('hex');
}
