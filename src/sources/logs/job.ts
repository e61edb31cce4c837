import { createHash } from 'node:crypto';
import { z } from 'zod';
import { EXIT, FlaretallyError, usageError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import { type InsertRow, insertRows } from '../../store/insert.ts';
import { contentOf } from '../content.ts';
import type { InputFile } from '../files.ts';
import type { LoadContext } from '../load-context.ts';
import { fieldsMissing, LOGPUSH_NEEDS } from './shape.ts';

/** The Logpush dataset of Workers events. */
const DATASET = 'workers_trace_events';

const job = z.object({
  name: z.string().nullish(),
  dataset: z.string(),
  enabled: z.boolean().nullish(),
  filter: z.string().nullish(),
  output_options: z
    .object({
      sample_rate: z.number().positive().max(1).nullish(),
      field_names: z.array(z.string()).nullish(),
    })
    .nullish(),
});
type Job = z.infer<typeof job>;

/**
 * Loads settings of Logpush jobs, bare or as the API returns them. The destination, which contains
 * keys, is not stored.
 * @throws FlaretallyError E_LOG_JOB
 */
export async function loadJobs(db: Database, files: readonly InputFile[], context: LoadContext) {
  for (const file of files) {
    const account = context.requireAccount(file.path);
    const rows = jobsIn(file, context.documentBytes).map((one) => rowOf(one, account, file.digest));
    const own = rows.filter((row) => row.dataset === DATASET);
    if (own.length !== 1) throw wrongJobs(file.path, own.length);
    await db.run('delete from raw.log_jobs where load_id = $1', [file.digest]);
    await insertRows(db, 'raw.log_jobs', own);
    context.jobs.set(account, String(own[0]?.job_digest));
    context.addLoad('logpush_job', account, file);
  }
}

function jobsIn({ path }: InputFile, most: number): Job[] {
  const content = contentOf(path, most)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  try {
    const text: unknown = JSON.parse(content);
    const found = (text as { result?: unknown }).result ?? text;
    return (Array.isArray(found) ? found : [found]).map((one) => job.parse(one));
  } catch (error) {
    const isShape = error instanceof z.ZodError;
    throw new FlaretallyError(
      {
        code: 'E_LOG_JOB',
        what: `${path} is no Logpush job`,
        why: isShape ? z.prettifyError(error) : (error as Error).message,
        fix: 'save the answer of GET /accounts/ID/logpush/jobs/JOB_ID',
        exit: EXIT.usage,
      },
      { cause: error },
    );
  }
}

function rowOf(one: Job, account: string, load_id: string): InsertRow {
  const { sample_rate, field_names } = one.output_options ?? {};
  const settings = {
    dataset: one.dataset,
    name: one.name ?? null,
    is_enabled: one.enabled ?? null,
    sample_rate: sample_rate == null ? null : String(sample_rate),
    filter: one.filter ?? null,
  };
  const names = field_names ? JSON.stringify(field_names) : null;
  const job_digest = createHash('sha256')
    .update(JSON.stringify({ ...settings, names }))
    .digest('hex');
  return { ...settings, job_digest, load_id, account, field_names: names };
}

function wrongJobs(path: string, count: number) {
  return usageError(
    'E_LOG_JOB',
    count === 0 ? `${path} is no job of ${DATASET}` : `${path} holds ${count} jobs of ${DATASET}`,
    `give the settings of the one job of ${DATASET} that wrote the files`,
  );
}

/**
 * The settings with which an account's Logpush files were written: those of this load, else the
 * newest.
 */
interface Force {
  job_digest: string;
  name: string | null;
  sample_rate: string | null;
  filter: string | null;
  field_names: string[] | null;
}

/**
 * The digest of the current job, or null without one.
 * @throws FlaretallyError E_LOG_PARTIAL when it sends a part of the events and the person did not
 *   accept that; E_LOG_FIELDS
 */
export async function jobInForce(
  db: Database,
  account: string,
  context: LoadContext,
): Promise<string | null> {
  const [found] = await db.rows<Force>(
    `select j.job_digest, j.name, j.sample_rate, nullif(j.filter, '') as filter,
       j.field_names::json::varchar[] as field_names
     from raw.log_jobs as j left join raw.loads as l using (load_id)
     where j.account = $1 and j.job_digest = coalesce($2, j.job_digest)
     order by l.loaded_at desc, j.job_digest limit 1`,
    [account, context.jobs.get(account) ?? null],
  );
  if (!found) return null;
  const who = `the Logpush job ${found.name ?? found.job_digest.slice(0, 12)}`;
  if (found.field_names) {
    const lost = LOGPUSH_NEEDS.essential.filter((name) => !found.field_names?.includes(name));
    if (lost.length > 0) throw fieldsMissing(who, lost, 'logpush');
  }
  const isSampled = found.sample_rate !== null && Number(found.sample_rate) < 1;
  if ((isSampled || found.filter !== null) && !context.isPartialAllowed) {
    throw usageError(
      'E_LOG_PARTIAL',
      isSampled
        ? `${who} sends a sample of ${found.sample_rate}: its events cannot be counted`
        : `${who} sends only what its filter lets through: ${found.filter}`,
      'load them with --allow-partial to divide totals by them all the same',
    );
  }
  return found.job_digest;
}
