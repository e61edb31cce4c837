// Text that is damaged anywhere is refused, or its lines no longer make its subtotal, or nothing of
// its money has changed: no damage goes by unseen.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { FlaretallyError } from '../../src/errors.ts';
import type { PrintedInvoice } from '../../src/sources/invoice/printed.ts';
import { readPrinted } from '../../src/sources/invoice/read.ts';
import { pastedText } from '../support/pdf/invoice-text.ts';
import { type Worded, wordings } from '../support/pdf/paper-lines.ts';
import { paperInvoices } from '../support/pdf/random-invoice.ts';
import { runs, seeded } from '../support/tier.ts';

let plain: Worded[];

beforeAll(async () => {
  // Which tier rows are counted is for SQL to say.
  plain = (await wordings()).filter(({ shape }) => shape !== 'tier');
});

/** Where damage begins, as a share of the text, how long it is, and what is done to that part. */
const damage = fc.record({
  at: fc.integer({ min: 0, max: 9_999 }).map((n) => ((n * 7_919) % 10_000) / 10_000),
  length: fc.integer({ min: 1, max: 60 }),
  how: fc.constantFrom('drop', 'repeat', 'blank', 'lose'),
});

const DONE: Readonly<Record<string, (part: string) => string>> = {
  drop: () => '',
  repeat: (part) => part + part,
  blank: (part) => part.replace(/\s+/g, ''),
  lose: (part) => part.replace(/[^\w\s$.,]/g, '\uFFFD'),
};

function cents(printed: string | null): bigint {
  return BigInt((printed ?? '').replace(/[$,.]/g, ''));
}

/** Amounts other than nothing, in order. */
function amounts({ lines }: PrintedInvoice): string[] {
  return lines.map(({ amount }) => amount ?? '').filter((amount) => !/^-?\$0\.00$/.test(amount));
}

function readOr(text: string): PrintedInvoice | FlaretallyError {
  try {
    return readPrinted('x.txt', [text]);
  } catch (error) {
    if (error instanceof FlaretallyError) return error;
    throw error;
  }
}

test('damaged texts', () => {
  let refused = 0;
  fc.assert(
    fc.property(paperInvoices(plain), damage, (paper, { at, length, how }) => {
      const text = pastedText(paper);
      const start = Math.floor(at * text.length);
      const part = text.slice(start, start + length);
      const damaged = text.slice(0, start) + DONE[how]?.(part) + text.slice(start + length);
      const read = readOr(damaged);
      if (read instanceof FlaretallyError) {
        refused++;
        return;
      }
      const sum = read.lines.reduce((total, { amount }) => total + cents(amount), 0n);
      if (sum !== cents(read.subtotal_usd)) return;
      expect(amounts(read)).toEqual(amounts(readPrinted('x.txt', [text])));
    }),
    { numRuns: runs(200, 600), seed: seeded(20_261_004) },
  );
  expect(refused).toBeGreaterThan(runs(15, 50));
});
