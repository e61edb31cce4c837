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

test('days in a form that is not read are no part of a description', () => {
  const text = (days: string) =>
    'Invoice number IN-20000002\nDate of issue November 1, 2026\nCloudflare, Inc.\n' +
    `Description Qty Unit price Amount\nRegular Twitch Neurons (RTN)\n${days}\n` +
    '34,690 $0.011 per 1,000 $0.39\nSubtotal $0.39\nTotal $0.39\nAmount due $0.39 USD\n';
  const read = (days: string) => readPrinted('x.txt', [text(days)]).lines[0]?.period_end;
  expect(read('Oct 1 – Oct 31, 2026')).toBe('2026-10-31');
  for (const days of ['1 Oct 2026 – 31 Oct 2026', '2026-10-01 – 2026-10-31', '01/10/2026'])
    expect(() => read(days), days).toThrow('cannot be read at its first line');
});
