import type { Client } from './client.ts';
import { readLimits } from './limits.ts';
import { type PlannedQuery, planSlices, type UsagePlan } from './plan.ts';
import type { PullOptions } from './session.ts';
import type { Spool } from './spool.ts';
import { limitsOfAll, type Zones } from './zone-list.ts';

/**
 * Reads the limits of the account and plans what to request of it and of its zones.
 * @throws FlaretallyError E_ACCOUNT_UNSEEN, E_TOKEN, E_PULL_GAVE_UP
 */
export async function makePlan(
  client: Client,
  spool: Spool,
  options: PullOptions,
  zones: Zones,
): Promise<UsagePlan> {
  const ofAccount = options.datasets.filter(({ scope }) => scope === 'account');
  const limits = new Map([
    ...(await readLimits(client, options.account, ofAccount)),
    ...limitsOfAll(zones, options),
  ]);
  const known = new Map(options.known);
  for (const [key, at] of spool.captured) if (at > (known.get(key) ?? '')) known.set(key, at);
  const plan = planSlices(limits, { ...options, known, spooled: spool.slices });
  return zones.why === undefined ? plan : withoutZones(plan, zones.why);
}

/** The plan without requests for zones, because the zones are not known. */
function withoutZones(plan: UsagePlan, why: string): UsagePlan {
  const isZoned = ({ shape }: PlannedQuery) => shape.dataset.scope === 'zone';
  const refused = plan.queries.filter(isZoned).map(({ shape, days }) => {
    return { shape, days, why, earliestDay: undefined, reason: 'zone' as const };
  });
  const queries = plan.queries.filter((query) => !isZoned(query));
  return { ...plan, queries, refused: [...plan.refused, ...refused] };
}
