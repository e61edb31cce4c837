import type { Client } from '../sources/cloudflare/client.ts';
import { isAsked, isNeeded, REST_LISTS } from '../sources/cloudflare/lists.ts';
import { type ProbedList, probeList } from '../sources/cloudflare/probe.ts';
import { PERMISSIONS } from '../sources/cloudflare/refusal.ts';
import type { Asked } from './asked.ts';
import { groupsOf } from './groups.ts';
import { type Line, ok, warn } from './line.ts';

const DAY_MS = 86_400_000;

/** A line for each permission of the REST API: which lists it opens, or what is missing without. */
export async function listLines(client: Client, account: string, asked: Asked): Promise<Line[]> {
  const { now, datasets } = asked;
  const period = { startsAt: new Date(now.getTime() - DAY_MS), endsAt: now };
  const probed: ProbedList[] = [];
  for (const list of REST_LISTS.filter((own) => own.names !== 'zone' && isAsked(own, datasets)))
    probed.push(await probeList(client, account, list, { datasets, period, now }));
  const groups = groupsOf(probed, ({ list }) => PERMISSIONS[list.permission]);
  return [...groups].map(([permission, own]) => permissionLine(permission, own, datasets));
}

function permissionLine(
  permission: string,
  own: readonly ProbedList[],
  datasets: Asked['datasets'],
): Line {
  const check = permission.split(' > ')[1] ?? permission;
  const names = (some: readonly ProbedList[]) => some.map(({ list }) => list.name).join(', ');
  const lacking = own.filter(({ why }) => why !== undefined);
  if (lacking.length === 0) return ok(check, `${permission}: ${names(own)}`);
  const [first] = lacking;
  const says = `${names(lacking)} cannot be read: ${first?.why ?? ''}`;
  const missed = lacking.filter(({ list }) => isNeeded(list, datasets));
  if (missed.length === 0) return ok(check, `${says} (not every account has it)`);
  const what =
    check === 'Billing' ? 'periods, subscriptions and billed amounts' : 'names of resources';
  const fix = lacking.some(({ isDenied }) => isDenied)
    ? `give the token ${permission}; without it ${what} are missing`
    : `ask again later; without it ${what} are missing`;
  return warn(check, says, fix);
}
