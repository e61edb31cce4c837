import type { Database } from './database.ts';

/**
 * Bytes of journal after which DuckDB writes a checkpoint. Each checkpoint packs the last rows of a
 * table again, so fewer of them cost half as much.
 */
const JOURNAL = '96MB';

/** Memory in MB for reading and checking rows. */
export const MEMORY = 250;

/**
 * Runs `what` on one thread. DuckDB parses the rows of a document on one thread in any case, and
 * other threads would only cost time by waiting.
 */
export async function onOneThread(db: Database, what: () => Promise<void>): Promise<void> {
  const settings = {
    threads: '1',
    checkpoint_threshold: JOURNAL,
  };
  await withSettings(db, settings, what);
}

/**
 * Runs `what` with at most this much memory, or less if there is less. DuckDB would otherwise keep
 * in memory whatever fits of what it has written.
 */
export async function inMemory(
  db: Database,
  megabytes: number,
  what: () => Promise<void>,
): Promise<void> {
  const [found] = await db.rows<{ text: string }>(`select current_setting('memory_limit') as text`);
  const isLess = megabytesOf(found?.text ?? '') < megabytes;
  await (isLess ? what() : withSettings(db, { memory_limit: `${megabytes}MB` }, what));
}

async function withSettings(
  db: Database,
  settings: Readonly<Record<string, string>>,
  what: () => Promise<void>,
): Promise<void> {
  const names = Object.keys(settings);
  const [before] = await db.rows<Record<string, string>>(
    `select ${names.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`,
  );
  const set = (values: Readonly<Record<string, string>> = {}) =>
    db.run(names.map((name) => `set ${name} = '${values[name]}'`).join('; '));
  await set(settings);
  try {
    await what();
  } finally {
    await set(before);
  }
}

/** Bytes of a size that DuckDB writes as `18.8 GiB`. */
function megabytesOf(size: string): number {
  const [, digits = '0', unit = ''] = /^([\d.]+) (\w)?/.exec(size) ?? [];
  return (Number(digits) * 1024 ** ['', 'K', 'M', 'G', 'T'].indexOf(unit.replace('b', ''))) / 1e6;
}
