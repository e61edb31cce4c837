import type { Client } from '../sources/cloudflare/client.ts';
import { PERMISSIONS } from '../sources/cloudflare/refusal.ts';
import { readZones } from '../sources/cloudflare/zone-list.ts';
import type { Asked } from './asked.ts';
import { type Line, ok, warn } from './line.ts';

/** Whether the zones can be listed, and whether the analytics of each can be read. */
export async function zoneLines(client: Client, account: string, asked: Asked): Promise<Line[]> {
  const { now, datasets, signal } = asked;
  const names = datasets.filter(({ scope }) => scope === 'zone').map(({ dataset }) => dataset);
  if (names.length === 0) return [];
  const period = { startsAt: now, endsAt: now };
  const session = { account, token: '', spool: '', datasets, period, now, signal };
  const { zones, why } = await readZones(client, session);
  const missing = `without it ${names.join(', ')} are missing`;
  if (why !== undefined)
    return [warn('zones', why, `give the token ${PERMISSIONS.zones}; ${missing}`)];
  const unseen = zones.filter((zone) => zone.unseen !== undefined);
  if (zones.length === 0) return [ok('zones', 'the account has none')];
  const [first] = unseen;
  if (first === undefined)
    return [ok('zones', `${zones.length} zone(s), analytics of each readable`)];
  const says = `${unseen.map(({ name }) => name).join(', ')}: ${first.unseen}`;
  return [warn('zones', says, `give the token ${PERMISSIONS.zoneAnalytics}; ${missing}`)];
}
