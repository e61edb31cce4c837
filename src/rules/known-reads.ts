import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reads } from './syntax.ts';

/**
 * What the bundled rules and macros read, by the digest of their text: DuckDB takes some tenths of
 * a second to parse them all, on each run. Written by `npm run update`; any other text is parsed.
 */
export const KNOWN_READS = fileURLToPath(new URL('../../queries/reads.json', import.meta.url));

/** An entry of the file: tables that a SELECT reads, under the start of its digest. */
export type KnownReads = Readonly<Record<string, readonly string[]>>;

let known: KnownReads | undefined;

/** What a SELECT is known to read, or undefined where it is not of the bundled ones. */
export function knownReads(select: string): Reads | undefined {
  known ??= existsSync(KNOWN_READS)
    ? (JSON.parse(readFileSync(KNOWN_READS, 'utf8')) as KnownReads)
    : {};
  const tables = known[textDigest(select)];
  return tables && { statements: 1, tables: [...tables], functions: [] };
}

/** Names a text in the file. */
export function textDigest(select: string): string {
  return createHash('sha256').update(select).digest('hex').slice(0, 32);
}
