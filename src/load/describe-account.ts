import { usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';

/** What a person states about an account; it need not be named if there is only one. */
export interface AccountWords {
  account?: string | undefined;
  plan?: string | undefined;
  anchorDay?: number | undefined;
}

/** The previous and the current plan of an account. */
export interface PlanChange {
  account: string;
  before: string;
  plan: string;
}

/** The plans of all accounts, before a load adds to them. */
export async function plansOf(db: Database): Promise<Map<string, string>> {
  const rows = await db.rows<{ account: string; plan: string }>(
    'select account, plan from params.accounts',
  );
  return new Map(rows.map(({ account, plan }) => [account, plan]));
}

/**
 * Stores the plan and the anchor day of an account. Returns the plans that have changed, because
 * every billing period is then predicted by the new one.
 * @throws FlaretallyError E_PLAN, E_ACCOUNT_NEEDED, E_ACCOUNT_UNKNOWN
 */
export async function describeAccount(
  db: Database,
  { account, plan, anchorDay }: AccountWords,
  before: ReadonlyMap<string, string>,
): Promise<PlanChange[]> {
  if (plan === undefined && anchorDay === undefined) return [];
  await requirePlan(db, plan);
  const known = [...(await plansOf(db)).keys()].sort();
  const [only, another] = account === undefined ? known : known.filter((one) => one === account);
  if (only === undefined || another !== undefined) throw whose(account, known);
  await db.run(
    `update params.accounts set plan = coalesce($1, plan), anchor_day = coalesce($2, anchor_day)
     where account = $3`,
    [plan ?? null, anchorDay ?? null, only],
  );
  const old = before.get(only);
  const isChanged = plan !== undefined && old !== undefined && old !== plan;
  return isChanged ? [{ account: only, before: old, plan }] : [];
}

async function requirePlan(db: Database, plan: string | undefined): Promise<void> {
  if (plan === undefined) return;
  const [known] = await db.rows('select 1 from ref.plans where plan = $1', [plan]);
  if (known) return;
  throw usageError('E_PLAN', `there is no plan "${plan}"`, 'flaretally rules ref.plans');
}

function whose(account: string | undefined, known: readonly string[]) {
  if (account === undefined && known.length > 0) {
    return usageError(
      'E_ACCOUNT_NEEDED',
      'a plan and an anchor day belong to one account, and the database has several',
      `name one with --account: ${known.join(', ')}`,
    );
  }
  return usageError(
    account === undefined ? 'E_ACCOUNT_NEEDED' : 'E_ACCOUNT_UNKNOWN',
    `the database has ${account === undefined ? 'no account' : `no account ${account}`}`,
    known.length > 0 ? `accounts: ${known.join(', ')}` : 'load its usage or invoice first',
  );
}
