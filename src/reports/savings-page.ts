import type { RowSet } from '../words/rows.ts';
import { type Item, renderList } from './list.ts';
import { displayRows } from './rowset.ts';

type Shown = Record<string, string>;

/** Behaviours that cost money, for a person: a list, because a table would cut the sentences. */
export function savingsPage(savings: RowSet, columns: number | undefined): string {
  if (savings.rows.length === 0)
    return 'None of the behaviours in docs/signatures.md is seen in what is known.\n';
  return renderList(displayRows(savings).map(itemOf), columns);
}

function itemOf(row: Shown): Item {
  const { place_number, cause, place, usd, yearly_usd, used_percent, arithmetic } = row;
  const deployments = row.deployments === '-' ? undefined : `${row.deployments}.`;
  const older = row.is_start_known === 'true' ? '' : ' or earlier';
  const isOwned = row.tenant !== 'unattributed';
  const tenant = isOwned ? `Tenant: ${row.tenant}.` : 'It belongs to no tenant.';
  const isFree = used_percent !== '-';
  const share = `up to ${Number.parseInt(used_percent ?? '', 10)} % of a daily limit`;
  const isKnown = usd !== '-';
  const yearly = yearly_usd === '-' ? '' : `, ${yearly_usd} in a year of such periods`;
  const saved = row.is_saving === 'true' ? '' : ' that no tenant pays';
  const dollars = `${usd} in this period${yearly}${saved}`;
  const money = isKnown ? dollars : 'its cost is not known, because usage has no price';
  return {
    head: `${place_number}. ${cause}, ${place}: ${isFree ? share : money}`,
    details: [
      `${row.evidence}.`,
      `Since ${row.first_on}${older}, on ${row.days} day(s) of this period. ${tenant}`,
      ...[deployments, arithmetic, row.limit_says].filter((said) => said && said !== '-'),
      `To end it, ${row.cure}: ${row.cure_url}`,
      `Why it costs: ${row.source_url}`,
    ] as string[],
  };
}
