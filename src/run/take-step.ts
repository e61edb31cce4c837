import { existsSync } from 'node:fs';
import { EXIT, FlaretallyError } from '../errors.ts';
import type { StepRecord } from '../ops/run-record.ts';
import { openPublished } from '../store/readable.ts';
import { redact } from '../words/redact.ts';
import { rawRows } from './raw-rows.ts';
import type { RunState, Step, StepEnd } from './world.ts';

const BUG = 'this is a bug, please report it with its message';

/** A step as it ended, and what a person can do about a failure. */
interface Taken {
  record: StepRecord;
  fix: string | undefined;
}

/**
 * Takes a step. An error ends the step and not the run: what other steps brought stays.
 * @throws what the step threw after the run was interrupted
 */
export async function takeStep(step: Step, state: RunState): Promise<Taken> {
  const { world, plan } = state;
  const before = step.isLoading ? await rowsIn(plan.db) : '0';
  const started = performance.now();
  const began = state.at();
  const { end, fix } = await ended(step, world.signal);
  const after = step.isLoading ? await rowsIn(plan.db) : '0';
  const { outcome = 'done', exit = EXIT.ok, says, code = null } = end;
  const { slack, webhook } = plan.notify;
  const secrets = [slack, webhook, ...plan.accounts.map(({ token }) => token)];
  const named = secrets.filter((name) => name !== undefined);
  const record: StepRecord = {
    step: step.name,
    outcome,
    exit_code: exit,
    started_at: began.toISOString(),
    duration_ms: Math.round(performance.now() - started),
    added_rows: step.isLoading ? String(BigInt(after) - BigInt(before)) : null,
    says: redact(says, world.env, named),
    error_code: code,
  };
  return { record, fix: fix && redact(fix, world.env, named) };
}

async function ended(
  step: Step,
  signal: AbortSignal | undefined,
): Promise<{ end: StepEnd; fix?: string | undefined }> {
  try {
    signal?.throwIfAborted();
    return { end: await step.run() };
  } catch (error) {
    signal?.throwIfAborted();
    const known = error instanceof FlaretallyError ? error : undefined;
    if (known?.exit === EXIT.interrupted) throw error;
    const { message } = error as Error;
    const says = [message, known?.why].filter(Boolean).join(': ');
    const exit = known?.exit ?? EXIT.failed;
    const code = known?.code ?? 'E_BUG';
    return { end: { outcome: 'failed', exit, code, says }, fix: known ? known.fix : BUG };
  }
}

async function rowsIn(path: string): Promise<string> {
  if (!existsSync(path)) return '0';
  const db = await openPublished(path);
  try {
    return await rawRows(db);
  } finally {
    db.close();
  }
}
