import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { usageError } from './errors.ts';
import { inspected, kindsOf } from './load/kinds.ts';
import { type LeftOut, logsAmong } from './load/logs-among.ts';
import { requireFolder, requireNoTable, requireRead } from './load/summary-checks.ts';
import { PREBUILT, readCatalog } from './rules/catalog.ts';
import type { Catalog } from './rules/catalogued.ts';
import { declare } from './rules/declare.ts';
import { logRules } from './rules/log-rules.ts';
import type { InputFile } from './sources/files.ts';
import { copiesOf } from './sources/inputs/names.ts';
import { type InputOptions, withInputs } from './sources/inputs/resolve.ts';
import { loadContext } from './sources/load-context.ts';
import { loadLogpush, loadTail } from './sources/logs/load.ts';
import { sync } from './store/copy-whole.ts';
import type { Database } from './store/database.ts';
import { isOutOfMemory } from './store/database-error.ts';
import { PARTIALS_FORMAT, type PartialHead, writePartials } from './store/logs/partial-file.ts';
import { summarizeLoaded, summaryCounts } from './store/logs/summary.ts';
import { onScratch } from './store/scratch.ts';
import { nameSources } from './store/source-names.ts';
import { requireFree } from './store/write-files.ts';

export interface SummarizeOptions extends Omit<InputOptions, 'db'> {
  /** The file to write. */
  out: string;
  account?: string | undefined;
  /** The kind of all files, if their content does not show it. */
  kind?: 'logpush' | 'tail' | undefined;
  queries?: string | undefined;
  now: Date;
}

/** What a file of partial sums has. */
export interface Summary extends PartialHead {
  files: number;
  leftOut: readonly LeftOut[];
}

/** What everybody who has the file should know of it. */
const NOTE =
  'Events that these log files deliver more than once are counted once. Whether another file ' +
  'has an event too cannot be known: load each log file in one file of partial sums only.';

/**
 * Writes partial sums of log files: for each hour, script and object what `load` would keep of
 * them. Nothing is written after an error.
 * @throws FlaretallyError E_FILE_EXISTS, E_OUT_FOLDER, E_ACCOUNT_NEEDED, E_SUMMARIZE_KIND,
 *   E_SUMMARIZE_MIXED, E_REJECTED, and those of a load of logs
 */
export async function summarize(
  paths: readonly string[],
  options: SummarizeOptions,
): Promise<Summary> {
  const { out, account } = options;
  requireNoTable(paths);
  requireFree(out, undefined);
  requireFolder(out);
  if (account === undefined)
    throw usageError(
      'E_ACCOUNT_NEEDED',
      'logs do not name their account',
      'name it with --account',
    );
  const catalog = readCatalog(options.queries);
  return withInputs(paths, { ...options, db: out }, async (found) => {
    const kinds = await kindsOf(inspected(found), { kind: options.kind });
    const { files, leftOut } = logsAmong(kinds);
    const work = (roomy: boolean) =>
      onScratch(out, { from: PREBUILT, signal: options.signal }, async ({ db, folder }) => {
        await fill(db, catalog, files, { ...options, account, roomy });
        await nameSources(db, copiesOf(found));
        await summarizeLoaded(db);
        const { surface, ...counts } = await summaryCounts(db);
        requireRead(counts);
        const head = { format: PARTIALS_FORMAT, account, surface: surface ?? '', ...counts };
        const written = join(folder, 'partials.parquet');
        await writePartials(db, written, head, NOTE);
        sync(written);
        requireFree(out, undefined);
        renameSync(written, out);
        return { ...head, files: files.size, leftOut };
      });
    return work(false).catch((error: unknown) => {
      if (!isOutOfMemory(error)) throw error;
      return work(true);
    });
  });
}

async function fill(
  db: Database,
  catalog: Catalog,
  files: ReadonlyMap<InputFile, 'logpush' | 'tail'>,
  options: { account: string; now: Date; roomy: boolean },
): Promise<void> {
  await declare(db, catalog);
  const context = await loadContext(db, {
    ...options,
    datasets: catalog.datasets,
    logRules: () => logRules(db, catalog),
  });
  const all = [...files.keys()];
  const of = (kind: 'logpush' | 'tail') => all.filter((file) => files.get(file) === kind);
  if (of('logpush').length > 0) await loadLogpush(db, of('logpush'), context);
  if (of('tail').length > 0) await loadTail(db, of('tail'), context);
  await context.flush(db);
}
