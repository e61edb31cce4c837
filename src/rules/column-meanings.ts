import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The glossary of columns, below `queries/`. */
export const GLOSSARY = 'columns.csv';

/** What a column says. */
export interface Meaning {
  says: string;
  /** `USD`, `microseconds`, `count`; undefined for words. */
  unit?: string;
  /** The page that states it, if it is stated outside. */
  source?: string;
}

/** Meanings by the name of the column, or by layer and name. */
export type Meanings = Readonly<Record<string, Meaning>>;

/**
 * What names mean wherever a rule does not say otherwise, from the text of `columns.csv`. A name
 * with a layer before it holds in that layer.
 */
export function readGlossary(csv: string): Meanings {
  const { parse }: typeof import('csv-parse/sync') = require('csv-parse/sync');
  const lines = parse(csv, { columns: true }) as Record<string, string>[];
  return Object.fromEntries(
    lines.map(({ name = '', unit, meaning = '', source }) => [
      name,
      { says: meaning, ...(unit && { unit }), ...(source && { source }) },
    ]),
  );
}

/** Reads what a header says of a column: `meaning [unit] https://page`, the last two if any. */
export function parseMeaning(text: string): Meaning {
  const [, says = '', unit, source] =
    /^(.*?)(?:\s*\[([^\]]+)\])?(?:\s+(https:\S+))?$/.exec(text.trim()) ?? [];
  return { says, ...(unit && { unit }), ...(source && { source }) };
}

/**
 * What a column of a relation means: as its own header says, else as the glossary does for its
 * layer (`report.usd`), else as it does for all. `raw` has what was received, as text: what that
 * means stands in `staging`.
 */
export function meaningOf(
  glossary: Meanings,
  { layer, header }: { layer: string; header: { columns: Meanings } },
  column: string,
): Meaning | undefined {
  const own = header.columns[column] ?? glossary[`${layer}.${column}`];
  return own ?? (layer === 'raw' ? undefined : glossary[column]);
}

/** The same on one line, as a comment in the database. */
export function meaningText({ says, unit, source }: Meaning): string {
  return [says, unit && `[${unit}]`, source].filter(Boolean).join(' ');
}
