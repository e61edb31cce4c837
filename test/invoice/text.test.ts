// An invoice as text reads back to what was printed, however copying has broken and glued it.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { layoutText } from '../../src/sources/invoice/columns.ts';
import { readPrinted } from '../../src/sources/invoice/read.ts';
import { expectedHead, expectedLines } from '../support/pdf/expected.ts';
import { CUSTOMER } from '../support/pdf/invoice-model.ts';
import { layoutedText, pastedText, type TextOptions } from '../support/pdf/invoice-text.ts';
import { type Worded, wordings } from '../support/pdf/paper-lines.ts';
import { paperInvoices } from '../support/pdf/random-invoice.ts';
import { runs, seeded } from '../support/tier.ts';

let known: Worded[];

beforeAll(async () => {
  known = await wordings();
});

const options: fc.Arbitrary<TextOptions> = fc.record({
  beforeDays: fc.constantFrom('\n', '', ' '),
  afterDays: fc.constantFrom('\n', ' '),
  insideUnit: fc.constantFrom(' ', '\n'),
  afterUnit: fc.constantFrom(' ', '\n', ''),
  afterAmount: fc.constantFrom('\n', '', ' '),
  dash: fc.constantFrom('–', ' – ', ' - ', '-'),
  isLossy: fc.boolean(),
  linesPerPage: fc.constantFrom(3, 7, 1000),
  isCountedFirst: fc.boolean(),
});

test('all shapes of lines are known', () => {
  const shapes = new Set(known.map(({ shape }) => shape));
  expect([...shapes].sort()).toEqual(['block', 'scaled', 'subscription', 'tier', 'unit']);
  expect(known.length).toBeGreaterThan(60);
});

test('pasted text reads back, two thousand times', () => {
  fc.assert(
    fc.property(paperInvoices(known), options, (paper, how) => {
      const read = readPrinted('x.txt', [pastedText(paper, how)]);
      expect(read).toMatchObject(expectedHead(paper));
      expect(read.lines).toEqual(expectedLines(paper.lines));
      expect(JSON.stringify(read)).not.toMatch(new RegExp(CUSTOMER.join('|')));
    }),
    { numRuns: runs(300, 2000), seed: seeded(20_261_004) },
  );
});

test('text in columns reads back, three hundred times', () => {
  fc.assert(
    fc.property(paperInvoices(known), (paper) => {
      const text = layoutedText(paper);
      const read = readPrinted('x.txt', [text, layoutText(text)]);
      expect(read).toMatchObject(expectedHead(paper));
      expect(read.lines).toEqual(expectedLines(paper.lines));
    }),
    { numRuns: runs(100, 300), seed: seeded(20_261_004) },
  );
});

describe('below the subtotal', () => {
  test('what stands there is told apart by its words and by where it stands', () => {
    fc.assert(
      fc.property(paperInvoices(known), (paper) => {
        const { adjustments } = readPrinted('x.txt', [pastedText(paper)]);
        const rows = paper.foot.map(([label]) => label.replace(/ - .*| \(.*/, ''));
        const total = rows.indexOf('Total');
        const kinds: Record<string, string> = {
          Discount: 'discount',
          'Sales tax': 'tax',
          'Applied balance': 'credit',
          'Past due balance': 'past_due',
        };
        const expected = paper.foot.flatMap(([, amount], i) => {
          const kind = kinds[rows[i] ?? ''];
          return kind ? [{ kind, amount, is_after_total: i > total }] : [];
        });
        expect(adjustments).toMatchObject(expected);
        expect(adjustments).toHaveLength(expected.length);
      }),
      { numRuns: runs(100, 300), seed: seeded(20_261_004) },
    );
  });
});
