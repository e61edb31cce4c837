// PDFs in the layout of Cloudflare's, made here, read back to what was printed on them.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { FlaretallyError } from '../../src/errors.ts';
import { readPdf } from '../../src/sources/invoice/pdf.ts';
import { readPrinted } from '../../src/sources/invoice/read.ts';
import { expectedHead, expectedLines } from '../support/pdf/expected.ts';
import { CUSTOMER, type PaperInvoice } from '../support/pdf/invoice-model.ts';
import { type PaperOptions, paperOf } from '../support/pdf/invoice-paper.ts';
import { invoicePdf, type Loss } from '../support/pdf/made-pdf.ts';
import { paperLine, type Worded, wordings } from '../support/pdf/paper-lines.ts';
import { pdfOf } from '../support/pdf/pdf-file.ts';
import { paperInvoices } from '../support/pdf/random-invoice.ts';
import { runs, seeded } from '../support/tier.ts';

let known: Worded[];

beforeAll(async () => {
  known = await wordings();
});

type How = PaperOptions & { loss: Loss };

const how: fc.Arbitrary<How> = fc.record({
  unitWords: fc.constantFrom(1, 2, 3),
  isGlued: fc.boolean(),
  order: fc.constantFrom('lines', 'columns'),
  loss: fc.constantFrom('none', 'unmapped', 'missing'),
});

async function readBack(paper: PaperInvoice, options: How) {
  return readPrinted('x.pdf', await readPdf('x.pdf', invoicePdf(paper, options)));
}

test('PDFs read back, sixty times', async () => {
  await fc.assert(
    fc.asyncProperty(paperInvoices(known), how, async (paper, options) => {
      const read = await readBack(paper, options);
      expect(read).toMatchObject(expectedHead(paper));
      expect(read.lines).toEqual(expectedLines(paper.lines));
      expect(JSON.stringify(read)).not.toMatch(new RegExp(CUSTOMER.join('|')));
    }),
    { numRuns: runs(12, 60), seed: seeded(20_261_004) },
  );
});

const EVERY_WAY: How[] = (['none', 'unmapped', 'missing'] as const).flatMap((loss) =>
  [1, 2, 3].flatMap((unitWords) =>
    (['lines', 'columns'] as const).map((order) => {
      return { loss, unitWords, order, isGlued: unitWords === 1 };
    }),
  ),
);

/** All known lines, and totals that nobody adds up here. */
function everyLine(): PaperInvoice {
  const used = { from: '2025-12-19', to: '2026-01-18' };
  const ahead = { from: '2026-01-19', to: '2026-02-18' };
  const lines = known.map((worded, i) => {
    const days = worded.shape === 'subscription' ? ahead : used;
    const usage = i % 3 === 0 ? 0n : worded.included + BigInt(i) * 1_234_567n;
    return paperLine(worded, usage, days, i % 2 === 0).line;
  });
  const foot = [['Subtotal', '$1.00'] as const, ['Amount due', '$1.00'] as const];
  const day = '2026-01-19';
  return { number: 'IN-79888512', issuedOn: day, dueOn: day, lines, foot, customer: CUSTOMER };
}

test.each(EVERY_WAY)('every known line, on several pages: %j', async (options) => {
  const paper = everyLine();
  const read = await readBack(paper, options);
  expect(read.lines).toEqual(expectedLines(paper.lines));
  expect(paper.lines.length).toBeGreaterThan(60);
});

test('a PDF that breaks off anywhere is refused, or read whole: never in part', async () => {
  const paper = everyLine();
  const bytes = invoicePdf(paper);
  for (let share = 1; share <= 40; share++) {
    const part = bytes.subarray(0, Math.floor((bytes.length * share) / 40));
    const reading = readPdf('x.pdf', part).then((orders) => readPrinted('x.pdf', orders));
    const read = await reading.catch((error: Error) => error);
    if (read instanceof FlaretallyError) expect(read.code).toBe('E_PDF_BROKEN');
    else expect(read).toMatchObject({ lines: expectedLines(paper.lines) });
    expect(read instanceof FlaretallyError).toBe(share < 40);
  }
});

test('a page that a PDF lacks is named, by an error or beside the lines', async () => {
  const pages = paperOf(everyLine());
  expect(pages.length).toBeGreaterThan(3);
  const codes = new Set<string>();
  for (const missing of pages.keys()) {
    const bytes = pdfOf(pages.filter((_, page) => page !== missing));
    const orders = await readPdf('x.pdf', bytes);
    const says = `it lacks page ${missing + 1} of ${pages.length}`;
    try {
      expect(readPrinted('x.pdf', orders).page_fault).toBe(says);
    } catch (error) {
      if (!(error instanceof FlaretallyError)) throw error;
      expect(error.message).toContain(says);
      codes.add(error.code);
    }
  }
  expect([...codes]).toEqual(['E_INVOICE_PAGES']);
});

test('pages in another order, and one of them twice, read as they were', async () => {
  const paper = everyLine();
  const pages = paperOf(paper);
  const [first, second, ...others] = pages;
  if (!first || !second) throw new Error('too few pages');
  const shuffled = [...others.reverse(), second, first, second];
  const read = readPrinted('x.pdf', await readPdf('x.pdf', pdfOf(shuffled)));
  expect(read.lines).toEqual(expectedLines(paper.lines));
  expect(read.page_fault).toBeNull();
});
