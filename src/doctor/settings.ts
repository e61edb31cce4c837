import { existsSync } from 'node:fs';
import { isSet, settingsIn } from '../config/list.ts';
import type { Config } from '../config/read.ts';
import { isBucketUrl } from '../sources/inputs/bucket/url.ts';
import { isTableUrl } from '../sources/inputs/clickhouse/url.ts';
import { hasPattern } from '../sources/inputs/pattern.ts';
import { type Line, ok, warn } from './line.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The configuration file, the files that it names, and the variables that hold its webhooks. */
export function settingsLines(config: Config, env: Env): Line[] {
  if (config.file === undefined)
    return [
      warn(
        'configuration',
        'there is no flaretally.jsonc here or above',
        'flaretally init writes one',
      ),
    ];
  const { tenants, prices, policies, budgets, queries, mapping, notify } = config.settings;
  const { invoices = [], logs = [] } = config.settings;
  const files = [tenants, prices, policies, budgets, queries, mapping]
    .flat()
    .filter((path) => path !== undefined);
  const missing = [...files, ...invoices, ...logs].filter(
    (path) => !isBucketUrl(path) && !isTableUrl(path) && !hasPattern(path) && !existsSync(path),
  );
  const unset = [notify?.slack, notify?.webhook].filter(
    (name) => name !== undefined && isSet(name, env) === 'not set',
  );
  const count = settingsIn(config).length;
  return [
    ok('configuration', `${config.name}: ${count} settings`),
    ...missing.map((path) =>
      warn('configuration', `${path} does not exist`, `make it, or take it out of ${config.name}`),
    ),
    ...unset.map((name) => warn('notify', `${name} is not set`, `export ${name}=...`)),
  ];
}
