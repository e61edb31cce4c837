// Invoices at random: any of the known lines with any usage, and all that can stand below them.
import fc from 'fast-check';
import { CUSTOMER, type PaperInvoice, type PaperLine } from './invoice-model.ts';
import { dollars, paperLine, type Worded } from './paper-lines.ts';

/** Usage of nothing, of a little, of about the allowance, and of a great deal. */
const usage = fc.oneof(
  fc.constant(0n),
  fc.bigInt({ min: 1n, max: 2_000n }),
  fc.bigInt({ min: 0n, max: 60_000_000n }),
  fc.bigInt({ min: 0n, max: 10n ** 12n }),
);

/** The first day of a cycle and how long it is, up to five months. */
const cycle = fc.record({
  start: fc.integer({ min: 0, max: 1500 }),
  days: fc.integer({ min: 1, max: 31 }),
});

const below = fc.record({
  tax: fc.option(fc.integer({ min: 1, max: 2500 }), { nil: undefined }),
  discount: fc.option(fc.bigInt({ min: 1n, max: 400n }), { nil: undefined }),
  applied: fc.option(fc.bigInt({ min: 1n, max: 400n }), { nil: undefined }),
  pastDue: fc.option(fc.bigInt({ min: 1n, max: 99_999n }), { nil: undefined }),
});

export function paperInvoices(known: readonly Worded[]): fc.Arbitrary<PaperInvoice> {
  const line = fc.record({ worded: fc.constantFrom(...known), usage, isTotalAbove: fc.boolean() });
  return fc
    .record({
      number: fc.oneof(
        fc.integer({ min: 10_000_000, max: 99_999_999 }).map((n) => `IN-${n}`),
        fc.integer({ min: 1_000_000, max: 9_999_999 }).map((n) => `CFUSA${n}`),
      ),
      cycle,
      lines: fc.array(line, { minLength: 1, maxLength: 25 }),
      credit: fc.option(fc.bigInt({ min: 1n, max: 100n }), { nil: undefined }),
      below,
      isThreshold: fc.boolean(),
    })
    .map(({ lines, credit, cycle: { start, days }, below: rows, number, isThreshold }) => {
      const used = { from: dayOf(start), to: dayOf(start + days - 1) };
      const ahead = { from: dayOf(start + days), to: dayOf(start + days + 29) };
      const made = lines.map(({ worded, usage: units, isTotalAbove }) =>
        paperLine(worded, units, worded.shape === 'subscription' ? ahead : used, isTotalAbove),
      );
      const credits = credit === undefined ? [] : [creditLine(credit)];
      const cents = [...made, ...credits].reduce((sum, one) => sum + one.cents, 0n);
      return {
        number,
        issuedOn: ahead.from,
        dueOn: ahead.from,
        customer: CUSTOMER,
        labels: isThreshold ? ['Threshold billing'] : [],
        lines: [...made, ...credits].map(({ line: one }) => one),
        foot: footOf(cents, rows),
      };
    });
}

/** A credit has no days of its own. */
function creditLine(cents: bigint): { line: PaperLine; cents: bigint } {
  const amount = dollars(-cents);
  const description = 'Unused time on Images Stream Bundle Basic';
  return {
    line: { description, days: null, quantity: '1', unitPrice: amount, amount },
    cents: -cents,
  };
}

type Below = { [Row in 'discount' | 'applied' | 'pastDue']: bigint | undefined } & {
  tax: number | undefined;
};

function footOf(subtotal: bigint, { tax, discount, applied, pastDue }: Below) {
  const taxed = tax === undefined ? 0n : (subtotal * BigInt(tax) + 5_000n) / 10_000n;
  const total = subtotal + taxed - (discount ?? 0n);
  const due = total - (applied ?? 0n) + (pastDue ?? 0n);
  const rate = tax === undefined ? '' : `${tax / 100}% on ${dollars(subtotal)}`;
  const rows: [string, string][] = [['Subtotal', dollars(subtotal)]];
  if (discount !== undefined) rows.push(['Discount', dollars(-discount)]);
  if (tax !== undefined) rows.push([`Sales tax - Texas (${rate})`, dollars(taxed)]);
  rows.push(['Total', dollars(total)]);
  if (applied !== undefined) rows.push(['Applied balance', dollars(-applied)]);
  if (pastDue !== undefined) rows.push(['Past due balance', dollars(pastDue)]);
  return [...rows, ['Amount due', dollars(due)] as [string, string]];
}

function dayOf(number: number): string {
  return new Date(Date.UTC(2024, 0, 1 + number)).toISOString().slice(0, 10);
}
