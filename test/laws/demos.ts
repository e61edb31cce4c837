// Demos that lack something, as accounts of one database: a load and a computation for all of them.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AccountFiles, loadAccounts } from '../support/accounts.ts';
import { DEMO_ACCOUNT } from '../support/cloudflare/index.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { run } from '../support/run.ts';
import { ROOT } from '../support/temp.ts';

const NOW = new Date('2026-11-21T06:00:00Z');

/** A demo of another account. */
export interface Demo extends AccountFiles {
  /** What was taken out of it. */
  what: string;
}

/** Copies the parts of the demo below a folder, takes something out and gives them to an account. */
export function demoWithout(
  folder: string,
  number: number,
  parts: readonly string[],
  takeOut: (folder: string) => string,
): Demo {
  const account = String(number).padStart(DEMO_ACCOUNT.length, '0');
  const own = join(folder, account);
  for (const part of parts) {
    cpSync(join(ROOT, 'fixtures/demo', part), join(own, part), { recursive: true });
  }
  const what = takeOut(own);
  const usage = join(own, 'usage');
  for (const name of readdirSync(usage, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.json')) continue;
    const text = readFileSync(join(usage, name), 'utf8');
    writeFileSync(join(usage, name), text.replaceAll(DEMO_ACCOUNT, account));
  }
  return { account, folder: own, load: parts, anchorDay: 4, what };
}

/** Loads demos into a database for the commands of this file; returns how to close it. */
export async function openDemos(folder: string, demos: readonly Demo[]): Promise<() => void> {
  const db = await loadAccounts(placeEmptyDatabase(pathIn(folder)), demos, NOW);
  return () => db.close();
}

/** Reconciles October of one of them. */
export function reconciled(folder: string, { account }: Demo, ...more: string[]) {
  const words = ['reconcile', '--db', pathIn(folder), '--account', account, '--format', 'json'];
  return run([...words, '--period', '2026-10', ...more], folder);
}

const pathIn = (folder: string) => join(folder, 'demos.duckdb');
