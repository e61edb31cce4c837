import type { AccountSettings } from '../config/accounts.ts';
import type { Config } from '../config/read.ts';
import { readCatalog } from '../rules/catalog.ts';
import type { Catalog } from '../rules/catalogued.ts';
import { accountLines } from './account.ts';
import { bucketLines } from './buckets.ts';
import { databaseLines, lockLines, rulesLines } from './database.ts';
import { examine, fail, failed, type Line, ok } from './line.ts';
import { diskLines } from './machine.ts';
import { permissionsLine } from './permissions.ts';
import { settingsLines } from './settings.ts';

export interface Examination {
  db: string;
  queries?: string | undefined;
  config: Config;
  /** The accounts whose token is tried. */
  accounts: readonly AccountSettings[];
  /** Version of Node. */
  node: string;
  env: Readonly<Record<string, string | undefined>>;
  now: Date;
  /** Without the network. */
  offline: boolean;
  signal?: AbortSignal | undefined;
}

/** Every examination in order, from this machine to Cloudflare; one that fails stops no other. */
export async function examineAll(all: Examination): Promise<Line[]> {
  const { db, config, env } = all;
  const lines = [ok('node', all.node), ...(await examine('disk', () => diskLines(db)))];
  lines.push(
    ...(config.error ? [failed('configuration', config.error)] : settingsLines(config, env)),
  );
  let catalog: Catalog | undefined;
  const read = await examine('rules', () => {
    catalog = readCatalog(all.queries);
    return rulesLines(catalog);
  });
  lines.push(...read);
  const rules = catalog;
  if (rules) lines.push(...(await examine('database', () => databaseLines(db, rules))));
  lines.push(...(await examine('lock', () => lockLines(db))));
  if (rules) lines.push(permissionsLine(rules.datasets));
  if (!all.offline) lines.push(...(await farLines(all, rules?.datasets ?? [])));
  return lines;
}

/** What needs the network: each account, then the buckets. */
async function farLines(all: Examination, datasets: Catalog['datasets']): Promise<Line[]> {
  const { accounts, config, env, now, signal } = all;
  if (accounts.length === 0)
    return [
      fail('account', 'no account is named', 'flaretally init, --account or CLOUDFLARE_ACCOUNT_ID'),
    ];
  const lines: Line[] = [];
  for (const own of accounts) {
    const found = await accountLines(own, { env, datasets, now, signal });
    const name = own.name ?? own.account.slice(0, 8);
    const named = ({ check, ...line }: Line) => ({ check: `${name} ${check}`, ...line });
    lines.push(...(accounts.length > 1 ? found.map(named) : found));
  }
  const account = accounts[0]?.account;
  return [...lines, ...(await bucketLines(config, { env, account, signal }))];
}
