/** The database, what lies beside it (lock, answers, objects of buckets), reports and secrets. */
const LINES = ['flaretally.duckdb*', 'flaretally.log', '/reports/', '.env'];

/**
 * The text of a `.gitignore` with our lines added below what is there; the same text if it has
 * them all.
 */
export function gitignoreText(before: string): string {
  const has = before.split(/\r?\n/).map((line) => line.trim());
  const bare = (line: string) => line.replace(/^\/|\/$/g, '');
  const missing = LINES.filter((line) => !has.some((own) => bare(own) === bare(line)));
  if (missing.length === 0) return before;
  const start = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  const gap = start === '' ? '' : '\n';
  return `${start}${gap}# flaretally: bills and secrets\n${missing.join('\n')}\n`;
}
