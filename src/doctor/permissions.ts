import { isAsked, isNeeded, REST_LISTS } from '../sources/cloudflare/lists.ts';
import { PERMISSIONS } from '../sources/cloudflare/refusal.ts';
import type { Dataset } from '../words/dataset.ts';
import { type Line, ok } from './line.ts';

/** The least that a token for `run` may do, by what is missing without it. */
export function permissionsLine(datasets: readonly Dataset[]): Line {
  const needed = REST_LISTS.filter((list) => isAsked(list, datasets) && isNeeded(list, datasets));
  const names = new Set(needed.map(({ permission }) => PERMISSIONS[permission]));
  const { analytics, billing, zones, zoneAnalytics } = PERMISSIONS;
  names.delete(billing);
  names.delete(zones);
  const hasZones = datasets.some(({ scope }) => scope === 'zone');
  const parts = [
    `run needs ${analytics}`,
    `for periods, subscriptions and billed amounts ${billing}`,
    ...(names.size === 0
      ? []
      : [`for names of resources, and what only lists tell, ${[...names].sort().join(', ')}`]),
    ...(hasZones ? [`for zones ${zones}, ${zoneAnalytics}`] : []),
  ];
  return ok('permissions', parts.join('; '));
}
