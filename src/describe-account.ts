import { usageError } from './errors.ts';
import type { Database } from './store/database.ts';

/** What a person says of an account, or of all where none is named. */
export interface AccountWords {
  account?: string | undefined;
  plan?: string | undefined;
  anchorDay?: number | undefined;
}

/**
 * Writes down the plan and the anchor day of accounts.
 * @throws FlaretallyError E_PLAN
 */
export async function describeAccount(db: Database, { account, plan, anchorDay }: AccountWords) {
  if (plan === undefined && anchorDay === undefined) return;
  if (plan !== undefined) {
    const [known] = await db.rows('select 1 from ref.plans where plan = $1', [plan]);
    if (!known)
      throw usageError('E_PLAN', `there is no plan "${plan}"`, 'flaretally rules ref.plans');
  }
  await db.run(
    `update params.accounts set plan = coalesce($1, plan), anchor_day = coalesce($2, anchor_day)
     where account = coalesce($3, account)`,
    [plan ?? null, anchorDay ?? null, account ?? null],
  );
}
