import type { Database } from './database.ts';
import { KEPT } from './limits.ts';

/**
 * Bytes of the journal after which the file is written anew: a table's last rows are packed again
 * each time, and more rows a time cost half as much.
 */
const JOURNAL = '96MB';

/** Megabytes in which rows are read and looked at. */
export const MEMORY = 250;

/**
 * Runs `what` on one thread. The rows of a document are taken apart by one thread however many
 * there are, and the others spend as much again on waiting for it.
 */
export async function onOneThread(db: Database, what: () => Promise<void>): Promise<void> {
  const settings = {
    threads: '1',
    allocator_flush_threshold: KEPT,
    checkpoint_threshold: JOURNAL,
  };
  await withSettings(db, settings, what);
}

/**
 * Runs `what` in no more memory than this, or in less where there is less: of what was written
 * DuckDB keeps in memory whatever finds room there.
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

/** Of a size as DuckDB writes it: `18.8 GiB`. */
function megabytesOf(size: string): number {
  const [, digits = '0', unit = ''] = /^([\d.]+) (\w)?/.exec(size) ?? [];
  return (Number(digits) * 1024 ** ['', 'K', 'M', 'G', 'T'].indexOf(unit.replace('b', ''))) / 1e6;
}
