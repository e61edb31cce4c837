import { existsSync } from 'node:fs';
import { EXIT, type FlaretallyError } from '../errors.ts';
import { usd } from '../money.ts';
import type { ResultRecord } from '../ops/run-record.ts';
import { type Reconciliation, reconcile } from '../reconcile.ts';
import type { AccountPlan } from './plan.ts';
import type { RunState, Step, StepEnd } from './world.ts';

/** A reconciliation of each account: the newest period with an invoice, else the newest ended. */
export function reconcileSteps(state: RunState): Step[] {
  const { accounts } = state.plan;
  return accounts.map((account) => ({
    name: accounts.length > 1 ? `reconcile ${account.account}` : 'reconcile',
    run: () => reconcileOf(state, account),
  }));
}

async function reconcileOf(state: RunState, { account }: AccountPlan): Promise<StepEnd> {
  const { plan, world, steps } = state;
  const { db, queries, period, tolerance, scenario, allowIncomplete, waitMs } = plan;
  const { now, signal, tell } = world;
  const isAfterFailure = steps.some(({ outcome }) => outcome === 'failed');
  if (!existsSync(db)) return nothingYet(isAfterFailure, `there is no database ${db} yet`);
  try {
    const result = await reconcile({
      ...{ db, account, queries, period, tolerance, scenario, allowIncomplete, waitMs },
      ...{ now, signal, say: (says: string) => tell({ kind: 'note', says }) },
    });
    state.found.push({ result, record: recordOf(result) });
    return { says: saysOf(result), exit: result.exit };
  } catch (error) {
    const { code, message } = error as FlaretallyError;
    // Nothing was ever loaded: what failed before is the reason, and no mistake of the command.
    const isEmpty = code === 'E_PERIOD_UNKNOWN' && period === undefined;
    if (isEmpty) return nothingYet(isAfterFailure, message);
    throw error;
  }
}

function nothingYet(isAfterFailure: boolean, says: string): StepEnd {
  return { outcome: 'skipped', says, exit: isAfterFailure ? EXIT.ok : EXIT.incomplete };
}

function saysOf({ period, totals }: Reconciliation): string {
  const days = `${period.starts_on}..${period.ends_on}`;
  const predicted = `${days} predicted ${usd(totals.predicted_usd)}`;
  if ((totals.invoiced_usd ?? null) === null) return `${predicted}, no invoice yet`;
  return `${predicted}, invoiced ${usd(totals.invoiced_usd)}, variance ${usd(totals.variance_usd)}`;
}

function recordOf({ period, totals, byStatus, exit }: Reconciliation): ResultRecord {
  return {
    account: period.account,
    period_id: period.period_id,
    starts_on: period.starts_on,
    ends_on: period.ends_on,
    exit_code: exit,
    predicted_usd: totals.predicted_usd ?? null,
    invoiced_usd: totals.invoiced_usd ?? null,
    variance_usd: totals.variance_usd ?? null,
    statuses: byStatus.rows.map(({ status, lines }) => `${status} ${lines}`).join(', '),
  };
}
