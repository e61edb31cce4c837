import type { Database } from '../store/database.ts';
import { ASKED, type LogRule } from '../store/logs/workspace.ts';
import type { Catalog } from './catalogued.ts';
import { neededFor, resolve } from './resolve.ts';

/** The rules for reading a batch of log files, each after its inputs. */
export async function logRules(db: Database, catalog: Catalog): Promise<LogRule[]> {
  const rules = neededFor(await resolve(db, catalog), ASKED);
  return rules.filter(({ header }) => header.kind !== 'declaration');
}
