// Lines of an invoice as the price book makes them: an oracle of its own, in whole picodollars.
import { readCatalog } from '../../../src/rules/catalog.ts';
import { declare } from '../../../src/rules/declare.ts';
import { Database } from '../../../src/store/database.ts';
import type { PaperLine } from './invoice-model.ts';

/** A wording with the newest price of its SKU. */
export interface Worded {
  description: string;
  shape: 'block' | 'unit' | 'scaled' | 'tier' | 'subscription';
  scale: bigint;
  per: bigint;
  /** Price in picodollars. */
  picos: bigint;
  included: bigint;
  price: string;
}

/** Every wording that the database knows. */
export async function wordings(): Promise<Worded[]> {
  const db = await Database.open(':memory:');
  await declare(db, readCatalog());
  const rows = await db.rows<Record<string, string>>(
    `select w.wording || coalesce(' (' || w.parenthesis || ')', '') as description,
       w.line_shape as shape, w.printed_scale as scale, p.per_quantity::hugeint as per,
       price_picos(p.price_usd) as picos, coalesce(p.included_quantity, 0)::hugeint as included,
       plain_digits(p.price_usd) as price
     from ref.invoice_wordings as w
     join (
       from ref.price_book
       qualify row_number() over (partition by sku order by effective_from desc, known_on desc) = 1
     ) as p using (sku)
     order by description`,
  );
  db.close();
  return rows.map((row) => ({
    description: row.description ?? '',
    shape: row.shape as Worded['shape'],
    price: row.price ?? '',
    scale: BigInt(row.scale ?? ''),
    per: BigInt(row.per ?? ''),
    picos: BigInt(row.picos ?? ''),
    included: BigInt(row.included ?? ''),
  }));
}

const PICOS_A_CENT = 10_000_000_000n;

/** A line for a usage of so many units, and its cents. */
export function paperLine(
  worded: Worded,
  usage: bigint,
  days: PaperLine['days'],
  isTotalAbove: boolean,
): { line: PaperLine; cents: bigint } {
  const { description, shape, scale, per, picos, included, price } = worded;
  const net = usage > included ? usage - included : 0n;
  const blocks = (net + per - 1n) / per;
  const unitPrice = priced(price);
  const made = (quantity: string, cents: bigint, more: Partial<PaperLine> = {}) => {
    const line = { description, days, quantity, unitPrice, amount: dollars(cents), ...more };
    return { line: line as PaperLine, cents };
  };
  if (shape === 'subscription') return made('1', rounded(picos));
  if (shape === 'unit') return made(grouped(blocks), rounded(blocks * picos));
  if (shape === 'scaled') return made(scaled(net, scale), rounded(blocks * picos));
  if (shape === 'block') {
    const more = per > 1n ? { per: grouped(per) } : {};
    return made(grouped(net), rounded(blocks * picos), more);
  }
  const cents = rounded(net * picos);
  const free = usage > included ? included : usage;
  const tiers = [tier(`First ${grouped(included)}`, free, '$0.00', 0n)];
  if (net > 0n) tiers.push(tier(`Over ${grouped(included)}`, net, unitPrice, cents));
  const total = isTotalAbove ? { quantity: grouped(usage), amount: dollars(cents) } : NONE;
  return { line: { description, days, ...total, tiers }, cents };
}

const NONE = { quantity: '0', amount: '$0.00' };

function tier(description: string, quantity: bigint, unitPrice: string, cents: bigint) {
  return { description, quantity: grouped(quantity), unitPrice, amount: dollars(cents) };
}

function rounded(picos: bigint): bigint {
  return (picos * 2n + PICOS_A_CENT) / (PICOS_A_CENT * 2n);
}

/** Whole units as the invoice counts them, with the decimals that are left. */
function scaled(units: bigint, scale: bigint): string {
  const zeros = String(scale).length - 1;
  const rest = String(units % scale)
    .padStart(zeros, '0')
    .replace(/0+$/, '');
  return grouped(units / scale) + (rest === '' ? '' : `.${rest}`);
}

export function grouped(units: bigint): string {
  return String(units).replace(/\B(?=(\d{3})+$)/g, ',');
}

export function dollars(cents: bigint): string {
  const size = cents < 0n ? -cents : cents;
  const usd = `$${grouped(size / 100n)}.${String(size % 100n).padStart(2, '0')}`;
  return cents < 0n ? `-${usd}` : usd;
}

/** "12.5" as "$12.50", "0.0000025" as it is. */
function priced(price: string): string {
  const [whole, decimals = ''] = price.split('.');
  return `$${whole}.${decimals.padEnd(2, '0')}`;
}
