// Closing a billing period freezes its results with what they were computed from.
import { buildAndCarry, onLoaded } from '../build/on-loaded.ts';
import { type ExitCode, FlaretallyError, usageError, worstExit } from '../errors.ts';
import { carry } from '../ops/carry.ts';
import { opsViews } from '../ops/views.ts';
import type { Period, PeriodWish } from '../period.ts';
import { choosePeriod, instantOf } from '../reading/choose-period.ts';
import { BASE } from '../reading/scenario.ts';
import { rulesFingerprint } from '../rules/built-by.ts';
import { readCatalog } from '../rules/catalog.ts';
import type { Catalog } from '../rules/catalogued.ts';
import { checksOf, describe, findBroken } from '../rules/check.ts';
import { digestAll } from '../rules/digest.ts';
import type { Database } from '../store/database.ts';
import { columnsOfBuilt, insertRows } from '../store/insert.ts';
import { requireDatabase } from '../store/readable.ts';
import { keepInputs } from './manifest.ts';
import { type CloseKey, freezeResults, inputsDigest, resultsDigest } from './results.ts';

export interface ClosePeriodWish {
  db: string;
  account?: string | undefined;
  period: PeriodWish;
  /** Why the period is closed despite problems; kept with the close. */
  reason?: string | undefined;
  /** The version of this program; kept. */
  program: string;
  queries?: string | undefined;
  now: Date;
  signal?: AbortSignal | undefined;
}

/** What was closed. Dollars and counts are text. */
export interface Closed extends CloseKey {
  period: Period;
  inputs: string;
  predicted_usd: string | null;
  invoiced_usd: string | null;
  results_digest: string;
  /** The problems despite which it was closed, for the reason that was given. */
  despite: readonly string[];
}

interface Problem {
  problem: string;
  fix: string;
  exit_code: ExitCode;
}

/**
 * Closes a billing period that has ended.
 * @throws FlaretallyError E_CLOSE_RUNNING, E_CLOSE_CLOSED; without a reason E_CLOSE_REFUSED where a
 *   check fails, usage is incomplete, or a difference is neither explained nor accepted
 */
export async function closePeriod(wish: ClosePeriodWish): Promise<Closed> {
  requireDatabase(wish.db);
  const catalog = readCatalog(wish.queries);
  return onLoaded(catalog, 'flaretally close', wish, wish.now, async (db) => {
    await buildAndCarry(db, catalog);
    await carry(db, { by: 'inputs', says: 'the day of the close' });
    const period = await choosePeriod(db, wish);
    await requireClosable(db, period, wish.now);
    const problems = await problemsOf(db, catalog, period);
    if (problems.length > 0 && wish.reason === undefined) throw refused(period, problems);
    return freeze(
      db,
      catalog,
      period,
      problems.map(({ problem }) => problem),
      wish,
    );
  });
}

async function requireClosable(db: Database, period: Period, now: Date): Promise<void> {
  if (now < instantOf(period.ends_at))
    throw usageError(
      'E_CLOSE_RUNNING',
      `the period ${spanOf(period)} has not ended`,
      'close it when it has ended and its invoice is there',
    );
  await opsViews(db, 'active_closes');
  const [close] = await db.rows<{ version: number; closed_at: string }>(
    'select version, closed_at from active_closes where account = $1 and period_id = $2',
    [period.account, period.period_id],
  );
  if (!close) return;
  throw usageError(
    'E_CLOSE_CLOSED',
    `the period ${spanOf(period)} was closed on ${close.closed_at.slice(0, 10)}`,
    `flaretally reopen ${period.starts_on}..${period.ends_on} --reason TEXT opens it again`,
  );
}

async function problemsOf(db: Database, catalog: Catalog, period: Period): Promise<Problem[]> {
  const red = (await findBroken(db, checksOf(catalog))).map((broken) => ({
    problem: describe(broken),
    fix: 'flaretally check names every row',
    exit_code: 1 as const,
  }));
  await opsViews(db, 'close_problems');
  const found = await db.rows<Problem>(
    `select problem, fix, exit_code from close_problems
     where account = $1 and period_id = $2 order by exit_code desc, problem`,
    [period.account, period.period_id],
  );
  return [...red, ...found];
}

function refused(period: Period, problems: readonly Problem[]): FlaretallyError {
  const fixes = [...new Set(problems.map(({ fix }) => fix))].slice(0, 3);
  return new FlaretallyError({
    code: 'E_CLOSE_REFUSED',
    what: `the period ${spanOf(period)} was not closed`,
    why: problems.map(({ problem }) => problem).join('\n'),
    fix: [...fixes, 'or close it all the same with --reason TEXT'].join('; '),
    exit: worstExit(problems.map(({ exit_code }) => exit_code)),
  });
}

async function freeze(
  db: Database,
  catalog: Catalog,
  period: Period,
  despite: readonly string[],
  { reason, program, now }: ClosePeriodWish,
): Promise<Closed> {
  const { account, period_id } = period;
  await opsViews(db, 'newest_correction');
  const [next] = await db.rows<{
    version: number;
    close_number: number;
    after_correction: string;
  }>(
    `select coalesce(max(version) filter (where account = $1 and period_id = $2), 0) + 1 as version,
       coalesce(max(close_number), 0) + 1 as close_number,
       (select correction from newest_correction)::varchar as after_correction
     from ops.closes`,
    [account, period_id],
  );
  const { version = 1, close_number = 1, after_correction = '0' } = next ?? {};
  const key = { account, period_id, version };
  const facts = {
    ...key,
    close_number,
    after_correction,
    starts_on: period.starts_on,
    ends_on: period.ends_on,
    closed_at: now.toISOString().replace('Z', ''),
    reason: reason ?? null,
    despite: despite.length === 0 ? null : despite.join('\n'),
    scenario: BASE,
    rules_digest: await rulesFingerprint(db, catalog),
    price_book_digest: await priceBookDigest(db),
    flaretally_version: program,
  };
  await insertRows(db, 'ops.closes', [facts]);
  await keepInputs(db, close_number);
  await freezeResults(db, key);
  return { ...key, ...(await sealClose(db, key, close_number)), period, despite };
}

type Sealed = Pick<Closed, 'inputs' | 'predicted_usd' | 'invoiced_usd' | 'results_digest'>;

/** Completes the row of a close by the sums and digests of what was frozen. */
async function sealClose(db: Database, key: CloseKey, closeNumber: number): Promise<Sealed> {
  const digests = [await inputsDigest(db, closeNumber), await resultsDigest(db, key)];
  await opsViews(db, 'close_sums');
  await db.run(
    `update ops.closes as c set inputs_digest = $2, results_digest = $3,
       duckdb_version = version(), inputs = s.inputs, predicted_usd = s.predicted_usd,
       invoiced_usd = s.invoiced_usd
     from close_sums as s where s.close_number = $1 and c.close_number = $1`,
    [closeNumber, ...digests],
  );
  const [sealed] = await db.rows<Sealed>(
    `select inputs, predicted_usd, invoiced_usd, results_digest
     from ops.closes where close_number = $1`,
    [closeNumber],
  );
  if (!sealed) throw new Error(`close ${closeNumber} is gone`);
  return sealed;
}

async function priceBookDigest(db: Database): Promise<string> {
  const relation = 'ref.price_book';
  const columns = (await columnsOfBuilt(db, relation)).map(([name]) => name);
  const [digest] = await digestAll(db, [{ relation, columns }]);
  return digest?.sha256 ?? '';
}

function spanOf({ starts_on, ends_on }: Period): string {
  return `${starts_on}..${ends_on}`;
}
