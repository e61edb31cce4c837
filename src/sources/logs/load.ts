import { FlaretallyError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import { isOutOfMemory } from '../../store/database-error.ts';
import { eventsFolder } from '../../store/events-folder.ts';
import { addFields } from '../../store/logs/found.ts';
import { keepEvents } from '../../store/logs/keep.ts';
import { forgetKeys } from '../../store/logs/keys.ts';
import { type LandedFile, land } from '../../store/logs/land.ts';
import { openLedger, prune } from '../../store/logs/ledger.ts';
import { inLittleMemory } from '../../store/logs/memory.ts';
import { fieldsOf, type Surface } from '../../store/logs/surfaces.ts';
import { LogWorkspace } from '../../store/logs/workspace.ts';
import { type InputFile, requireUnchanged } from '../files.ts';
import type { LoadContext } from '../load-context.ts';
import { batchesOf, type LogBatch } from './batches.ts';
import { jobInForce } from './job.ts';
import { compareFields } from './shape.ts';
import { requireWholeGzip, requireWholeZstd } from './whole.ts';

/** Loads files of Logpush `workers_trace_events`: NDJSON, CSV with a header, Parquet. */
export function loadLogpush(db: Database, files: readonly InputFile[], context: LoadContext) {
  return loadLogs(db, files, context, 'logpush');
}

/** Loads TraceItems that a Tail Worker saved, a JSON object per line. */
export function loadTail(db: Database, files: readonly InputFile[], context: LoadContext) {
  return loadLogs(db, files, context, 'tail');
}

/**
 * Reads the files in as few calls as memory allows. Invalid lines are rejected one by one.
 * @throws FlaretallyError E_GZIP, E_FILE_DAMAGED, E_FILE_CHANGED, E_LOG_FIELDS, E_LOG_PARTIAL
 */
async function loadLogs(
  db: Database,
  files: readonly InputFile[],
  context: LoadContext,
  surface: Surface,
): Promise<void> {
  for (const file of files) requireWholeZstd(file);
  const batches = await batchesOf(db, files, context, surface);
  const accounts = [...new Set(batches.map(({ account }) => account))];
  const jobs = new Map<string, string | null>();
  if (surface === 'logpush')
    for (const account of accounts) jobs.set(account, await jobInForce(db, account, context));
  const rules = await context.logRules();
  const read = () =>
    LogWorkspace.within(db, rules, async (workspace) => {
      const horizons = new Map<string, string | null>();
      for (const account of accounts) horizons.set(account, await openLedger(workspace, account));
      let named: string | undefined;
      for (const batch of batches) {
        if (batch.account !== named) await forgetKeys(workspace);
        named = batch.account;
        await loadBatch(workspace, batch, context, {
          horizonMs: horizons.get(batch.account) ?? null,
          jobDigest: jobs.get(batch.account) ?? null,
        });
      }
      for (const account of accounts) await prune(workspace, account);
    });
  await inLittleMemory(db, read, context.isRoomy);
}

/** If records are not on a line each, one broken record makes the whole file unreadable. */
function brokenRecords({ shape, files }: LogBatch, error: unknown): unknown {
  const program = { array: '.[]', objects: '.' }[shape.format as string];
  if (program === undefined || !(error instanceof FlaretallyError) || isOutOfMemory(error))
    return error;
  const why = error.why ?? error.message;
  const path = /file "([^"]+)"/.exec(why)?.[1] ?? files[0]?.input.path ?? '';
  return new FlaretallyError(
    {
      code: 'E_LOG_JSON',
      what: `${path} holds a record that cannot be read`,
      why: why.split('\n', 1)[0] ?? '',
      fix:
        'fetch it again if it ends early, or put each record on a line: ' +
        `jq -c '${program}' ${path} > converted.ndjson`,
    },
    { cause: error },
  );
}

async function loadBatch(
  workspace: LogWorkspace,
  batch: LogBatch,
  context: LoadContext,
  about: { horizonMs: string | null; jobDigest: string | null },
): Promise<void> {
  const { account, surface, shape } = batch;
  const known = await fieldsOf(workspace.db, surface);
  const fields = batch.files.flatMap((file) => {
    const { unknown, missing } = compareFields(file.input, surface, shape, known);
    const row = (what: 'field' | 'missing field') => (name: string) => ({
      loadKey: file.loadKey,
      what,
      name,
    });
    return [...unknown.map(row('field')), ...missing.map(row('missing field'))];
  });
  const landed: LandedFile[] = batch.files.map(({ input, loadKey }) => ({ ...input, loadKey }));
  const deliveries = {
    account,
    surface,
    shape,
    files: landed,
    isDeduped: context.isDeduped,
    ...about,
  };
  const counts = await land(workspace, deliveries, async () => {
    if (context.isKeepingEvents) await keepEvents(workspace, eventsFolder(workspace.db.path));
  }).catch((error: unknown) => {
    throw brokenRecords(batch, error);
  });
  for (const { input, loadKey } of batch.files) {
    await requireWholeGzip(input, counts.get(loadKey) ?? { records: 0, rejects: 0 });
    requireUnchanged(input);
    context.addLoad(surface, account, input);
  }
  await addFields(workspace, fields);
}
