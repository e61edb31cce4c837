import type { RowSet } from '../words/rows.ts';
import { renderCsv } from './csv.ts';
import { disputeLetter, type Evidence } from './dispute-letter.ts';

/**
 * The files of a dispute pack by name: a letter, its tables, and SQL that calculates the line
 * again.
 */
export function disputeFiles(
  evidence: Evidence & { usage: RowSet; sql: string },
): Readonly<Record<string, string>> {
  const { printed, usage, steps, sql } = evidence;
  // A block comment, because an argument that begins with a dash would be taken for a flag.
  const says = [
    `/* Computes ${evidence.line} of the period from ${evidence.startsOn} again, by daily usage.`,
    '   Run it on the database: flaretally sql "$(cat recompute.sql)" --db FILE */\n',
  ].join('\n');
  return {
    'letter.md': disputeLetter(evidence),
    'invoice-lines.csv': renderCsv(printed),
    'usage.csv': renderCsv(usage),
    'calculation.csv': renderCsv(steps),
    'recompute.sql': says + sql,
  };
}
