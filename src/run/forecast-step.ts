import { existsSync } from 'node:fs';
import { FlaretallyError } from '../errors.ts';
import { foresee, rowsOf } from '../foresight.ts';
import { usd } from '../money.ts';
import { saysOfStep } from '../ops/read-runs.ts';
import type { Period } from '../period.ts';
import type { Database } from '../store/database.ts';
import { openPublished } from '../store/readable.ts';
import type { AccountPlan } from './plan.ts';
import type { Ahead, RunState, Step, StepEnd } from './world.ts';

const REPORTS = ['forecast_totals', 'forecast_budgets', 'anomalies'];

/** Looks ahead in the running period of each account. What it sees never changes the exit code. */
export function forecastSteps(state: RunState): Step[] {
  const { accounts } = state.plan;
  return accounts.map((account) => {
    const name = accounts.length > 1 ? `forecast ${account.account}` : 'forecast';
    return { name, run: () => forecastOf(state, account, name) };
  });
}

async function forecastOf(state: RunState, account: AccountPlan, name: string): Promise<StepEnd> {
  const { plan, world } = state;
  if (!existsSync(plan.db)) return skipped(`there is no database ${plan.db} yet`);
  try {
    const ahead = await foresee(
      REPORTS,
      {
        ...{ db: plan.db, account: account.account, queries: plan.queries, waitMs: plan.waitMs },
        period: { relative: 'current' },
        ...{ now: world.now, signal: world.signal },
        say: (says: string) => world.tell({ kind: 'note', says }),
      },
      aheadOf,
    );
    if (ahead === undefined) return skipped('no usage of the running period is known yet');
    const says = ahead.lines.join('; ');
    const before = await toldBefore(plan.db, name);
    ahead.isNews = ahead.changes.some((line) => !before.includes(line));
    state.ahead.push(ahead);
    return { says };
  } catch (error) {
    const isNone = error instanceof FlaretallyError && error.code === 'E_PERIOD_UNKNOWN';
    if (isNone) return skipped('no billing period with usage is running');
    throw error;
  }
}

function skipped(says: string): StepEnd {
  return { outcome: 'skipped', says };
}

/** Nothing, if no day of the period is known. */
async function aheadOf(db: Database, period: Period): Promise<Ahead | undefined> {
  const rows = async (name: string) => (await rowsOf(db, name, period)).rows;
  const totals = await rows('forecast_totals');
  const budgets = await rows('forecast_budgets');
  const anomalies = await rows('anomalies');
  const [total] = totals;
  const through = total?.complete_through_on;
  if (!total || !through) return undefined;
  const { base_usd, low_usd, high_usd, to_date_usd } = total as Record<string, string | null>;
  const span =
    low_usd === null || low_usd === high_usd
      ? ''
      : `, between ${usd(low_usd)} and ${usd(high_usd)}`;
  const end = base_usd === null ? `${usd(to_date_usd)} to date` : `at the end ${usd(base_usd)}`;
  const passed = budgets.filter(({ is_passed, passes_on }) => is_passed || passes_on);
  // The newest known day is yesterday, or earlier while rows may still come. A change is new on it.
  const changes = anomalies
    .filter(({ first_on }) => `${first_on}` >= `${through}`)
    .map(({ says_briefly }) => `${says_briefly}`);
  const { starts_on, ends_on } = period;
  const lines = [
    `${starts_on}..${ends_on} ${end}${base_usd === null ? '' : span}`,
    ...passed.map(({ says }) => `${says}`.replace(/\.$/, '')),
    ...changes,
  ];
  return { account: period.account, period: { starts_on, ends_on }, lines, changes, isNews: false };
}

async function toldBefore(path: string, step: string): Promise<string> {
  const db = await openPublished(path);
  try {
    return await saysOfStep(db, step);
  } finally {
    db.close();
  }
}
