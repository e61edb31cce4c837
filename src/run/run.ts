// The nightly job: pull, load what is new, reconcile, check, report, tell. Each step stands alone:
// what one brought stays when another fails, and the next run goes on from there.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { EXIT, type ExitCode, worstExit } from '../errors.ts';
import { Journal } from '../ops/journal.ts';
import { recordRuns } from '../ops/record-runs.ts';
import type { RunRecord } from '../ops/run-record.ts';
import { keepReaders } from '../store/idle-readers.ts';
import { openPublished } from '../store/readable.ts';
import { endBefore, keepBeforeRun } from './keep-before.ts';
import { lockRun } from './lock-run.ts';
import { noticeOf } from './notice-of.ts';
import type { RunPlan } from './plan.ts';
import { stepsOf } from './steps-of.ts';
import { takeStep } from './take-step.ts';
import type { RunState, RunWorld } from './world.ts';

/** A run that has ended. */
export interface RunResult {
  record: RunRecord;
  exit: ExitCode;
  /** One line. */
  summary: string;
}

/**
 * Takes every step of a plan and keeps a record of it in the schema `ops` of the database.
 * @throws FlaretallyError E_RUN_LOCKED; of a step only the interruption, all else is in the record
 */
export async function run(plan: RunPlan, world: RunWorld): Promise<RunResult> {
  const { waitMs } = plan;
  const unlock = await lockRun(plan.db, world.now, { waitMs, signal: world.signal });
  const closeReaders = keepReaders();
  try {
    return await lockedRun(plan, world);
  } finally {
    closeReaders();
    unlock();
  }
}

async function lockedRun(plan: RunPlan, world: RunWorld): Promise<RunResult> {
  const state = stateOf(plan, world);
  const record = recordOf(state);
  await keepBeforeRun(state);
  await recordEarlier(plan, world);
  const journal = new Journal(plan.db, record);
  journal.save();
  try {
    await takeSteps(state, () => journal.trySave());
  } catch (error) {
    Object.assign(record, ended(state, EXIT.interrupted, 'interrupted'));
    journal.trySave();
    throw error;
  }
  const exit = worstExit(state.steps.map(({ exit_code }) => exit_code));
  const summary = summaryOf(state, exit);
  const built = await builtBy(plan.db).catch(() => ({}));
  Object.assign(record, built, ended(state, exit, summary));
  const isSaved = journal.trySave();
  const kept = await keep(journal, isSaved, plan, world);
  const told = [summary, kept, endBefore(state)].filter((one) => one !== undefined);
  return { record, exit, summary: told.join('; ') };
}

function stateOf(plan: RunPlan, world: RunWorld): RunState {
  const started = performance.now();
  const at = () => new Date(world.now.getTime() + Math.round(performance.now() - started));
  const stamp = world.now.toISOString().replace(/[-:]|\.\d+/g, '');
  const id = `${stamp}-${randomBytes(2).toString('hex')}`;
  return { plan, world, steps: [], found: [], ahead: [], notices: [], objects: [], run: id, at };
}

/** The record shares its lists with the state, so that it grows with each step. */
function recordOf({ run, world, steps, notices, objects }: RunState): RunRecord {
  return {
    run_id: run,
    started_at: world.now.toISOString(),
    ended_at: null,
    exit_code: null,
    summary: null,
    flaretally_version: world.versions.flaretally,
    node_version: world.versions.node,
    duckdb_version: null,
    rules_digest: null,
    ...{ steps, notices, objects, results: [] },
  };
}

async function takeSteps(state: RunState, save: () => void): Promise<void> {
  const steps = stepsOf(state);
  for (const [i, step] of steps.entries()) {
    const place = { number: i + 1, of: steps.length };
    state.world.tell({ kind: 'begun', step: step.name, ...place });
    const { record, fix } = await takeStep(step, state);
    state.steps.push(record);
    save();
    state.world.tell({ kind: 'ended', record, fix, ...place });
  }
}

function ended(state: RunState, exit: ExitCode, summary: string): Partial<RunRecord> {
  const results = state.found.map(({ record }) => record);
  return { ended_at: state.at().toISOString(), exit_code: exit, summary, results };
}

function summaryOf(state: RunState, exit: ExitCode): string {
  const { says, ahead } = noticeOf(state, new Map());
  const all = [says.replace(/\.$/, ''), ...ahead.flatMap(({ lines }) => lines)].join('; ');
  return `run ${state.run}: exit ${exit}; ${all}`;
}

/** A run whose record did not get into the database, because it was killed or had no lock. */
async function recordEarlier({ db, waitMs }: RunPlan, { now, signal, tell }: RunWorld) {
  const journal = new Journal(db);
  if (journal.earlier.length === 0) return;
  for (const { run_id, ended_at } of journal.earlier)
    if (ended_at === null) tell({ kind: 'note', says: `the run ${run_id} was killed: going on` });
  try {
    await recordRuns(db, journal.earlier, now, { waitMs, signal });
    journal.remove();
  } catch {
    // They stay in the journal, and are recorded with this run.
    signal?.throwIfAborted();
  }
}

/** Puts the records into the database; else they stay in the journal for the next run. */
async function keep(
  journal: Journal,
  isSaved: boolean,
  { db, waitMs }: RunPlan,
  { now, signal }: RunWorld,
): Promise<string | undefined> {
  try {
    await recordRuns(db, journal.records, now, { waitMs, signal });
    journal.remove();
    return undefined;
  } catch (error) {
    signal?.throwIfAborted();
    const why = (error as Error).message;
    return isSaved
      ? `the record waits for the next run: ${why}`
      : `no record of its end was kept: ${why}`;
  }
}

async function builtBy(path: string): Promise<Partial<RunRecord>> {
  if (!existsSync(path)) return {};
  const db = await openPublished(path);
  try {
    const [built] = await db.rows<{ duckdb_version: string; rules_digest: string }>(
      'select version() as duckdb_version, rules as rules_digest from params.built_by',
    );
    return { ...built };
  } finally {
    db.close();
  }
}
