import { FlaretallyError } from '../../errors.ts';
import type { Answer, Client } from './client.ts';
import { joinLimits, type Limits, readLimits } from './limits.ts';
import type { RestList } from './list.ts';
import { rowsOf } from './list-envelope.ts';
import { REST_LISTS } from './lists.ts';
import { PERMISSIONS, Refused } from './refusal.ts';
import { askList, ListRefused } from './rest.ts';
import type { PullOptions } from './session.ts';
import type { Shape } from './shape.ts';

/** A zone of the account, and what may be asked of it. */
export interface Zone {
  tag: string;
  /** `example.com` */
  name: string;
  /** By dataset; none where the token does not see the zone. */
  limits: ReadonlyMap<string, Limits>;
  /** Why nothing of it can be asked. */
  unseen?: string;
  /** The shape of its requests, by the shape of the plan: each zone has fields of its own. */
  shapes: Map<Shape, Shape>;
}

export interface Zones {
  zones: readonly Zone[];
  /** Why the zones are not known, if they are not. */
  why?: string;
  /** The pages of the list once more, for those who keep it; undefined where none was needed. */
  again?: () => Promise<Answer[]>;
}

/**
 * Lists the account's zones and reads what may be asked of each, where a dataset is asked zone by
 * zone. A list that is refused costs those datasets only.
 */
export async function readZones(client: Client, options: PullOptions): Promise<Zones> {
  const datasets = options.datasets.filter(({ scope }) => scope === 'zone');
  const list = REST_LISTS.find(({ name }) => name === 'zones');
  if (datasets.length === 0 || !list) return { zones: [] };
  try {
    const answers = await askList(client, options.account, list, options);
    const zones: Zone[] = [];
    for (const zone of zonesIn(list, answers)) {
      zones.push({ ...zone, ...(await limitsOf(client, zone.tag, datasets)), shapes: new Map() });
    }
    return { zones, again: async () => answers };
  } catch (error) {
    const isOwn = error instanceof ListRefused || error instanceof FlaretallyError;
    if (!isOwn) throw error;
    const said = (error instanceof FlaretallyError && error.why) || error.message;
    const why = `the zones cannot be listed: ${said} (needs ${PERMISSIONS.zones})`;
    return { zones: [], why, again: () => Promise.reject(error) };
  }
}

/** The limits of a plan for all zones, by dataset. */
export function limitsOfAll({ zones }: Zones, options: PullOptions): Map<string, Limits> {
  const datasets = options.datasets.filter(({ scope }) => scope === 'zone');
  return new Map(
    datasets.map(({ dataset }) => {
      const own = zones.flatMap(({ limits }) => limits.get(dataset) ?? []);
      return [dataset, joinLimits(own)];
    }),
  );
}

function zonesIn(list: RestList, answers: readonly Answer[]): Pick<Zone, 'tag' | 'name'>[] {
  return rowsOf(list, answers).map((text) => {
    const { id, name } = JSON.parse(text) as { id: string; name: string };
    return { tag: id, name };
  });
}

async function limitsOf(client: Client, tag: string, datasets: PullOptions['datasets']) {
  try {
    return { limits: await readLimits(client, tag, datasets, 'zone') };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { limits: new Map<string, Limits>(), unseen: unseen(error.message) };
  }
}

/** The message for a token that cannot see a zone: which permission it lacks. */
export function unseen(message: string): string {
  return `${message} (needs ${PERMISSIONS.zoneAnalytics})`;
}
