import { existsSync } from 'node:fs';
import { isBuiltBy } from '../rules/built-by.ts';
import type { Catalog } from '../rules/catalogued.ts';
import { resolve } from '../rules/resolve.ts';
import { Database } from '../store/database.ts';
import { lockHolder } from '../store/lock.ts';
import { openPublished } from '../store/readable.ts';
import { type Line, ok, warn } from './line.ts';

/** Whether the rules parse and read only what they may. */
export async function rulesLines(catalog: Catalog): Promise<Line[]> {
  const db = await Database.open(':memory:');
  try {
    const rules = await resolve(db, catalog);
    const own = catalog.replaced.length;
    return [ok('rules', `${rules.length} relations${own > 0 ? `, ${own} file(s) of yours` : ''}`)];
  } finally {
    db.close();
  }
}

/** Whether the database opens, and by which rules it was built. */
export async function databaseLines(path: string, catalog: Catalog): Promise<Line[]> {
  if (!existsSync(path))
    return [ok('database', `${path} is not there yet: a pull or load makes it`)];
  const db = await openPublished(path);
  try {
    if (await isBuiltBy(db, catalog)) return [ok('database', `${path}: built by these rules`)];
    const says = `${path}: built by other rules, or by another version`;
    return [warn('database', says, 'the next load, pull or reconcile builds it again')];
  } finally {
    db.close();
  }
}

/** Who writes to the database at the moment. */
export async function lockLines(path: string): Promise<Line[]> {
  const found = await lockHolder(path);
  if (found === undefined) return [ok('lock', 'nobody writes to the database')];
  const { pid, command, started_at: since } = found.holder;
  const who = `process ${pid} (${command}) since ${since}`;
  if (found.isStale)
    return [ok('lock', `left by ${who}, which is gone: the next run takes it over`)];
  return [
    warn('lock', `${who} writes to the database`, 'wait until it ends; readers are not blocked'),
  ];
}
