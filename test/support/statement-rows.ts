import type { InsertRow } from '../../src/store/insert.ts';
import { DAYS, FIRST_ON, type Policy, type Priced, type Statement } from './statement-model.ts';

const PERIOD = { period_id: FIRST_ON };

/** The rows that the rules of allocation read of a statement, by relation. */
export function rowsOf(statement: Statement): Record<string, InsertRow[]> {
  const { account, skus, uses, lines, others, policies, hasInvoice } = statement;
  const of = { account, ...PERIOD };
  const scenario = { ...of, scenario: 'base' };
  return {
    'params.periods': [{ ...of, starts_on: dayOf(0), ends_on: dayOf(DAYS), last_on: dayOf(DAYS) }],
    'raw.policies': policies.map((policy, line) => ({
      account,
      load_id: account,
      line,
      ...rowOf(policy),
    })),
    'rating.numerators': skus.map(({ sku, numerator }) => ({
      ...scenario,
      sku,
      meter: sku,
      numerator: `${numerator}`,
    })),
    'rating.denominators': skus.map(({ sku, denominator }) => ({
      ...scenario,
      sku,
      denominator: `${denominator}`,
    })),
    'rating.day_quantities': uses.map(({ sku, day, total }) => ({
      ...{ ...scenario, sku, usage_on: dayOf(day), numerator: `${total}`, denominator: '1' },
    })),
    'rating.price_segments': skus.flatMap((sku) =>
      sku.segments.map(({ from, to, picos, per }) => ({
        ...{ ...of, sku: sku.sku, from_on: dayOf(from), to_on: dayOf(to) },
        ...{ price_usd: usdOf(picos, 12), per_quantity: `${per}`, allowance: 'none' },
      })),
    ),
    'rating.charges': [...skus, ...unmetered(statement)].map(({ sku, charge }) => ({
      ...{ ...scenario, sku },
      amount_usd: charge === null ? null : usdOf(charge, 2),
    })),
    'rating.segment_charges': skus.flatMap((sku) =>
      billedRows(sku).map((row) => ({ ...scenario, ...row })),
    ),
    'usage.owned_meters': uses.map(({ sku, tenant, day, total, by }) => ({
      ...{ ...of, meter: sku, usage_on: dayOf(day), tenant, total: `${total}` },
      resource_key:
        by === 'shared' ? `${account} shared` : by === 'alone' ? `${account} ${tenant}` : null,
      owned_by: by === 'logs' ? 'logs' : by === 'nobody' ? 'none' : 'tenant map',
    })),
    'usage.ownership': ['one', 'other'].map((tenant) => ({
      ...{ resource_key: `${account} shared`, tenant, weight: '1', weights: '2' },
      ...{ from_on: dayOf(-9), to_on: dayOf(99) },
    })),
    'reconcile.lines': lines.map(({ key, sku, predicted, invoiced }) => ({
      ...{ ...of, line_key: key, sku },
      predicted_usd: predicted === null ? null : usdOf(predicted, 2),
      invoiced_usd: invoiced === null ? null : usdOf(invoiced, 2),
    })),
    'reconcile.statements': hasInvoice ? [{ ...of, invoices: 1 }] : [],
    'reconcile.other_lines': others.map(({ kind, description, cents }) => ({
      ...{ ...of, kind, description, amount_usd: usdOf(cents, 2) },
    })),
  };
}

/** Predicted lines without use: a plan, or a SKU whose use is stated. */
function unmetered({ lines, skus }: Statement): { sku: string; charge: bigint | null }[] {
  return lines.flatMap(({ sku, predicted }) =>
    sku === null || skus.some((one) => one.sku === sku) ? [] : [{ sku, charge: predicted }],
  );
}

function billedRows({ sku, billed }: Priced): InsertRow[] {
  return billed.map(({ billable, block, picos }, i) => ({
    ...{ sku, from_on: dayOf(i), billable: `${billable}`, block_denominator: `${block}` },
    price_usd: usdOf(picos, 12),
  }));
}

function rowOf({ subject, policy, tenant, billionths, from, to }: Policy): InsertRow {
  return {
    ...{ subject, policy, tenant: tenant ?? null },
    weight: billionths === undefined ? null : usdOf(billionths, 9),
    valid_from: from === undefined ? null : dayOf(from),
    valid_to: to === undefined ? null : dayOf(to),
  };
}

function dayOf(day: number): string {
  return new Date(Date.parse(FIRST_ON) + day * 86_400_000).toISOString().slice(0, 10);
}

/** A whole number of the last decimal as a decimal. */
function usdOf(whole: bigint, decimals: number): string {
  const digits = `${whole < 0n ? -whole : whole}`.padStart(decimals + 1, '0');
  const at = digits.length - decimals;
  return `${whole < 0n ? '-' : ''}${digits.slice(0, at)}.${digits.slice(at)}`;
}
