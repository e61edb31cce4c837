import type { Database } from '../store/database.ts';
import { ASKED, type LogRule } from '../store/logs/ground.ts';
import type { Catalog } from './catalogued.ts';
import { neededFor, resolve } from './resolve.ts';

/** The rules by which a batch of log files is read, each after all that it reads. */
export async function logRules(db: Database, catalog: Catalog): Promise<LogRule[]> {
  const rules = neededFor(await resolve(db, catalog), ASKED);
  return rules.filter(({ header }) => header.kind !== 'declaration');
}
