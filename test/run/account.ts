// A folder with a small account, whose statement agrees with its invoice unless one says otherwise.
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ran, run } from '../support/run.ts';

const LOADED = fileURLToPath(new URL('../errors/loaded/', import.meta.url));
export const ACCOUNT = '0123456789abcdef0123456789abcdef';

/** The invoice, with another amount for requests than the predicted $0.30. */
export function invoice(requests = '0.30'): string {
  return [
    'description,period_start,period_end,quantity,unit_price,per,amount',
    'Workers Standard Requests (first 10M are included),2026-10-01,2026-10-31,"1,000,000",0.30,' +
      `1000000,${requests}`,
    'Workers Paid,2026-11-01,2026-11-30,1,5.00,1,5.00',
    '',
  ].join('\n');
}

export interface Place {
  folder: string;
  db: string;
  put(path: string, text: string): void;
  /** A run of files alone on what is watched. */
  night(argv?: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
  cli(argv: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
}

export const WATCHED = ['--logs', 'usage', '--invoices', 'inbox', '--tenants', 'tenants.csv'];

/** `usage` with an answer, `inbox`, and a tenant map; or a copy of another place. */
export function place(folder: string, other?: Place): Place {
  if (other) cpSync(other.folder, folder, { recursive: true });
  else {
    for (const name of ['usage', 'inbox']) mkdirSync(join(folder, name));
    copyFileSync(join(LOADED, 'usage.json'), join(folder, 'usage/usage.json'));
    copyFileSync(join(LOADED, 'tenants.csv'), join(folder, 'tenants.csv'));
  }
  const cli: Place['cli'] = (argv, env = {}) =>
    run(argv, folder, { CLOUDFLARE_ACCOUNT_ID: ACCOUNT, ...env });
  return {
    folder,
    db: join(folder, 'flaretally.duckdb'),
    cli,
    put: (path, text) => writeFileSync(join(folder, path), text),
    night: (argv = [], env = {}) => cli(['run', '--skip', 'pull', ...WATCHED, ...argv], env),
  };
}
