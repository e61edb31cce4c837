import { join, resolve } from 'node:path';
import { CONFIG_FILE } from '../../config/find.ts';
import { tokenNames } from '../../config/list.ts';
import { parseConfig } from '../../config/parse.ts';
import { type Config, NO_CONFIG, readConfig } from '../../config/read.ts';
import type { Place } from '../../init/place.ts';
import { keyNames } from '../../sources/inputs/bucket/credentials.ts';
import { isBucketUrl, parseBucketUrl } from '../../sources/inputs/bucket/url.ts';
import type { Io } from './io.ts';
import { programWords } from './program.ts';
import { packageVersion } from './version.ts';

/**
 * What a schedule in the current folder needs to know.
 * @param text the configuration that is about to be written; undefined for the one that is there
 * @throws FlaretallyError E_CONFIG if that cannot be read
 */
export async function initPlace(text: string | undefined, { cwd }: Io): Promise<Place> {
  const config =
    text === undefined
      ? await readConfig(cwd, join(cwd, CONFIG_FILE), {})
      : { ...NO_CONFIG, settings: parseConfig(text, CONFIG_FILE).settings };
  return {
    folder: resolve(cwd),
    program: programWords(),
    version: packageVersion(),
    secrets: secretNames(config),
    db: config.settings.db ?? 'flaretally.duckdb',
    reports: config.settings.reports?.folder ?? 'reports/',
  };
}

/** Variables with secrets: tokens, keys of the buckets that are named, webhooks. */
function secretNames(config: Config): string[] {
  const { logs = [], invoices = [], notify } = config.settings;
  const buckets = [...logs, ...invoices].filter(isBucketUrl);
  return [
    ...tokenNames(config),
    ...new Set(buckets.flatMap((path) => keyNames(parseBucketUrl(path).scheme))),
    ...[notify?.slack, notify?.webhook].filter((name) => name !== undefined),
  ];
}
