// Invoices in the database: what is stored of them, and what never is.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { queryDatabase } from '../support/database-query.ts';
import { CUSTOMER, type PaperInvoice } from '../support/pdf/invoice-model.ts';
import { pastedText } from '../support/pdf/invoice-text.ts';
import { invoicePdf } from '../support/pdf/made-pdf.ts';
import { paperLine, type Worded, wordings } from '../support/pdf/paper-lines.ts';
import { paperInvoices } from '../support/pdf/random-invoice.ts';
import { run } from '../support/run.ts';
import { ROOT, temporary } from '../support/temp.ts';

const ACCOUNT = ['--account', '0123456789abcdef0123456789abcdef'];
const DAYS = { from: '2026-12-01', to: '2026-12-31' };

let known: Worded[];
let work: string;

beforeAll(async () => {
  known = await wordings();
});

beforeEach(() => {
  work = temporary(onTestFinished);
});

const query = <T>(sql: string) => queryDatabase<T>(work, sql);

/** An invoice of one line, D1 rows written: 22 blocks. */
function oneLine(number: string): PaperInvoice {
  const worded = known.find(({ description }) => description.startsWith('D1 - Rows Written'));
  if (!worded) throw new Error('no such wording');
  const { line } = paperLine(worded, worded.included + 21_759_673n, DAYS, false);
  const foot = ['Subtotal', 'Total', 'Amount due'].map((label) => [label, '$22.00'] as const);
  const issuedOn = '2027-01-01';
  return { number, issuedOn, dueOn: issuedOn, customer: CUSTOMER, lines: [line], foot };
}

/** Every text of every table, and the bytes of the file. */
async function everything(): Promise<string> {
  const names = await query<{ name: string }>(
    `select schema_name || '.' || table_name as name from duckdb_tables() where estimated_size > 0`,
  );
  const selects = names.map(({ name }) => `select to_json(t)::varchar as row from ${name} as t`);
  const rows = await query<{ row: string }>(selects.join(' union all '));
  const bytes = readFileSync(join(work, 'flaretally.duckdb'), 'latin1');
  return [...rows.map(({ row }) => row), bytes].join('\n');
}

test('a PDF says what was read of it, and nothing of the customer is stored', {
  tags: 'journey',
}, async () => {
  writeFileSync(join(work, 'a.pdf'), invoicePdf(oneLine('IN-70000001'), { loss: 'unmapped' }));
  writeFileSync(join(work, 'b.txt'), pastedText(oneLine('IN-70000002'), { isLossy: true }));
  const { code, out, err } = await run(['load', 'a.pdf', 'b.txt', ...ACCOUNT], work);
  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(err).toBe(
    'invoices: 2 file(s)\n' +
      '  IN-70000001: 2026-12-01 to 2027-01-01 (end exclusive), 1 line(s), subtotal $22.00\n' +
      '  IN-70000002: 2026-12-01 to 2027-01-01 (end exclusive), 1 line(s), subtotal $22.00\n',
  );
  // Digests may have the digits of any card in them.
  const stored = (await everything()).replace(/[0-9a-f]{24,}/g, '');
  expect(stored).toContain('IN-70000002');
  expect(stored).toContain('D1 - Rows Written (first 50 million included)');
  const people = [...CUSTOMER, 'Townsend', 'Bill to', '4242', 'DE287654321', 'Lindenallee'];
  const found = people.filter((word) => {
    return stored.includes(word) || stored.includes(Buffer.from(word).toString('latin1'));
  });
  expect(found.map(String)).toEqual([]);
});

test('an invoice of the same number takes the place of the other, whatever the format', {
  tags: 'journey',
}, async () => {
  const csv =
    'description,period_start,period_end,quantity,amount,invoice_number,contact\n' +
    'Workers Paid,2027-01-01,2027-01-31,1,5.00,IN-70000003,jadwiga@widgets.example\n';
  writeFileSync(join(work, 'c.csv'), csv);
  expect(await run(['load', 'c.csv', ...ACCOUNT], work)).toMatchObject({ code: 0 });
  expect(await everything()).not.toContain('jadwiga');
  writeFileSync(join(work, 'd.pdf'), invoicePdf(oneLine('IN-70000003')));
  const second = await run(['load', 'd.pdf', ...ACCOUNT], work);
  expect(second).toMatchObject({ code: 0 });
  expect(second.err).toMatch(
    /1 invoice\(s\) loaded before are replaced:\n {2}IN-70000003 of .*c\.csv\n/,
  );
  expect(await query('select invoice_number, subtotal_usd from report.invoices')).toEqual([
    { invoice_number: 'IN-70000003', subtotal_usd: '22.00' },
  ]);
  expect(await query('select count(*)::varchar as n from raw.invoice_lines')).toEqual([{ n: '1' }]);
});

test('--replace of what was loaded before says that nothing was done, why, and what to do', {
  tags: 'journey',
}, async () => {
  writeFileSync(join(work, 'a.pdf'), invoicePdf(oneLine('IN-70000004')));
  writeFileSync(join(work, 'b.pdf'), invoicePdf(oneLine('IN-70000005')));
  const replace = ['load', 'a.pdf', '--replace', ...ACCOUNT];
  expect((await run(replace, work)).err).not.toContain('--replace');
  const again = await run(replace, work);
  expect(again.code).toBe(0);
  expect(again.err).toBe(
    'invoices: 0 file(s), 1 loaded before\n' +
      '--replace did nothing: a.pdf was loaded before with the same content, ' +
      'and counts as it did; give the changed file\n',
  );

  await run(['load', 'b.pdf', ...ACCOUNT], work);
  const beside = await run(replace, work);
  const [, undo = ''] = beside.err.match(
    / and these invoices count beside it: IN-70000005\n {2}to take them back: flaretally (.*)\n/,
  ) ?? [''];
  expect((await run(undo.split(' '), work)).err).toMatch(/^undone: b\.pdf \([0-9a-f]{12}\)\n$/);
  expect((await run(replace, work)).err).toContain('counts as it did');
  expect((await run(['load', 'a.pdf', ...ACCOUNT], work)).err).not.toContain('--replace');
});

test('an end that is a month after the start is the day after the last', {
  tags: 'journey',
}, async () => {
  const lines = (...days: [from: string, to: string][]) =>
    'description,period_start,period_end,quantity,amount,invoice_number\n' +
    days.map(([from, to]) => `KV Read Operations,${from},${to},0,0.00,IN-${from}\n`).join('');
  const read = async (from: string, to: string) => {
    writeFileSync(join(work, `${from}.csv`), lines([from, to]));
    const { err } = await run(['load', `${from}.csv`, ...ACCOUNT], work);
    const printed =
      `\n    it prints ${to} as the end, taken as the day after the last: ` +
      'no billing period is a month and a day long\n';
    return { days: /: (.*) \(end exclusive\)/.exec(err)?.[1], isTold: err.includes(printed) };
  };
  for (const [from, to, ends, isExclusive] of [
    ['2026-10-01', '2026-11-01', '2026-11-01', true],
    ['2026-02-04', '2026-03-04', '2026-03-04', true],
    // A period that would begin on the 31st begins here, and ends before the next 31st.
    ['2026-04-30', '2026-05-30', '2026-05-31', false],
    ['2026-12-15', '2027-01-14', '2027-01-15', false],
  ] as const)
    expect(await read(from, to)).toEqual({ days: `${from} to ${ends}`, isTold: isExclusive });
  const periods = await query<{ period_id: string }>(
    `select starts_on || ' ' || ends_on as period_id from params.known_periods order by 1`,
  );
  expect(periods.map(({ period_id }) => period_id)).toEqual([
    '2026-02-04 2026-03-04',
    '2026-04-30 2026-05-31',
    '2026-10-01 2026-11-01',
    '2026-12-15 2027-01-15',
  ]);
});

test('a stated period that is longer than any month says that its end is exclusive', {
  tags: 'journey',
}, async () => {
  writeFileSync(join(work, 'a.pdf'), invoicePdf(oneLine('IN-70000006')));
  await run(['load', 'a.pdf', ...ACCOUNT], work);
  const head = async (period: string) =>
    (await run(['reconcile', '--allow-incomplete', '--period', period], work)).out.split('\n')[1];
  expect(await head('2026-12-01..2027-01-02')).toBe(
    'The stated period has 32 days, and a billing period has at most 31. ' +
      'Its end, 2027-01-02, is not part of it.',
  );
  expect(await head('2026-12-01..2027-01-01')).not.toContain('The stated period');
});

test('random PDFs add up in the database: lines, tax, credits, balances', {
  tags: 'journey',
}, async () => {
  const papers = fc.sample(paperInvoices(known), 20).map((paper, i) => {
    return { ...paper, number: `IN-${80_000_000 + i}` };
  });
  papers.forEach((paper, i) => {
    const options = { loss: i % 2 ? 'missing' : 'unmapped', isGlued: i % 3 === 0 } as const;
    writeFileSync(join(work, `${i}.pdf`), invoicePdf(paper, options));
  });
  const { code, err } = await run(['load', '.', ...ACCOUNT], work);
  expect({ code, err }).toMatchObject({ code: 0 });
  const due = await query<{ invoice_number: string; amount_due_usd: string }>(
    'select invoice_number, amount_due_usd from report.invoices order by invoice_number',
  );
  const printed = papers.map(({ number, foot }) => {
    const amount_due_usd = foot.at(-1)?.[1].replace(/[$,]/g, '');
    return { invoice_number: number, amount_due_usd };
  });
  expect(due).toEqual(printed);
  const unknown = await query(
    `select l.wording from staging.invoice_lines as l
     left join ref.invoice_wordings as w on lower(w.wording) = lower(l.wording)
     where w.wording is null and l.tier_of is null and l.wording not like 'Unused time%'`,
  );
  expect(unknown).toEqual([]);
});

test('tier rows that their line sums up are not counted twice', async () => {
  const worded = known.find(({ shape, included }) => shape === 'tier' && included === 90_000n);
  if (!worded) throw new Error('no such wording');
  for (const [i, isTotalAbove] of [true, false].entries()) {
    const { line, cents } = paperLine(worded, 325_670n, DAYS, isTotalAbove);
    expect(cents).toBe(59n);
    const foot = ['Subtotal', 'Total', 'Amount due'].map((label) => [label, '$0.59'] as const);
    const paper = { ...oneLine(`IN-9000000${i}`), lines: [line], foot };
    writeFileSync(join(work, `${i}.pdf`), invoicePdf(paper));
  }
  expect(await run(['load', '.', ...ACCOUNT], work)).toMatchObject({ code: 0 });
  const sums = await query(
    `select sum(quantity)::decimal(38, 0) as quantity, sum(amount_usd) as usd
     from staging.invoice_lines where not is_detail group by invoice_id`,
  );
  expect(sums).toEqual([
    { quantity: '325670', usd: '0.59' },
    { quantity: '325670', usd: '0.59' },
  ]);
});

test('semicolons part the columns of a CSV, and usd is USD in JSON', {
  tags: 'journey',
}, async () => {
  const columns = ['description', 'period_start', 'period_end', 'quantity', 'amount'];
  const cells = ['Workers Paid', '2026-11-01', '2026-11-30', '1', '5.00'];
  writeFileSync(join(work, 'invoice.csv'), `${columns.join(';')}\r\n${cells.join(';')}\r\n`);
  const lines = [Object.fromEntries(columns.map((column, i) => [column, cells[i]]))];
  const invoice = { invoice_number: 'IN-2', currency: 'usd', lines };
  writeFileSync(join(work, 'invoice.json'), JSON.stringify(invoice));
  for (const file of ['invoice.csv', 'invoice.json']) {
    const { code, err } = await run(['load', file, '--db', `${file}.duckdb`, ...ACCOUNT], work);
    expect(code).toBe(0);
    expect(err).toContain('1 line(s), subtotal $5.00');
  }
});

test('a number with other blanks and letters is the same invoice, in JSON as in CSV', {
  tags: 'journey',
}, async () => {
  const line = ['Workers Paid', '2026-11-01', '2026-11-30', '1', '5.00'];
  const names = ['description', 'period_start', 'period_end', 'quantity', 'amount'];
  const json = (amount: string) =>
    Object.fromEntries(names.map((name, i) => [name, i === 4 ? amount : line[i]]));
  writeFileSync(
    join(work, 'a.json'),
    JSON.stringify({ invoice_number: 'IN-1', lines: [json('5')] }),
  );
  writeFileSync(
    join(work, 'b.json'),
    JSON.stringify({ invoice_number: ' in-1 ', lines: [json('6')] }),
  );
  writeFileSync(join(work, 'c.csv'), `${names},invoice_number\n${line},In-1\n`);
  const stored = () => query('select invoice_number from staging.invoices');
  expect(await run(['load', 'a.json', ...ACCOUNT], work)).toMatchObject({ code: 0 });
  expect(await run(['load', 'b.json', ...ACCOUNT], work)).toMatchObject({ code: 0 });
  expect(await stored()).toEqual([{ invoice_number: 'in-1' }]);
  expect(await run(['load', 'c.csv', ...ACCOUNT], work)).toMatchObject({ code: 0 });
  expect(await stored()).toEqual([{ invoice_number: 'In-1' }]);
});

test('a first invoice, of a plan alone, is said to be of no known billing period', async () => {
  const csv =
    'description,period_start,period_end,quantity,amount\n' +
    'Workers Paid,2027-01-01,2027-01-31,1,5.00\n';
  writeFileSync(join(work, 'first.csv'), csv);
  const { code, err } = await run(['load', 'first.csv', ...ACCOUNT], work);
  expect(code).toBe(0);
  expect(err).toBe(
    'invoices: 1 file(s)\n' +
      '  without a number: 2027-01-01 to 2027-02-01 (end exclusive), 1 line(s), subtotal $5.00\n' +
      '    1 line(s) are of no known billing period, and compared with nothing: load the usage ' +
      'of that period, or state it with reconcile --period FROM..TO\n',
  );
});

test('without a printed subtotal it is the sum of the lines without tax and credits', async () => {
  const csv =
    'description,period_start,period_end,quantity,amount\n' +
    'Workers Paid,2027-01-01,2027-01-31,1,5.00\n' +
    'KV Read Operations,2026-12-01,2026-12-31,0,3.00\n' +
    'Credit,,,,-1.23\nSales tax,,,,0.60\n';
  writeFileSync(join(work, 'taxed.csv'), csv);
  const { err } = await run(['load', 'taxed.csv', ...ACCOUNT], work);
  expect(err).toContain('4 line(s), subtotal $8.00\n');
});

test('--replace by the invoice of a whole month replaces the parts of that month', async () => {
  const parts = join(ROOT, 'fixtures', 'threshold-by-its-own-days', 'invoices');
  const of = ['--account', '4ec8308bc0b1105e73f3c08b3bf4beaa', '--db', 'parts.duckdb'];
  const csv =
    'invoice_number,description,period_start,period_end,quantity,amount\n' +
    'IN-77,Durable Objects Storage Rows Written (First 50M included),' +
    '2026-10-01,2026-10-31,4000000,4.00\n' +
    'IN-77,Workers Paid,2026-11-01,2026-11-30,1,5.00\n';
  writeFileSync(join(work, 'whole.csv'), csv);
  expect(await run(['load', parts, ...of], work)).toMatchObject({ code: 0 });
  const { err } = await run(['load', 'whole.csv', '--replace', ...of], work);
  expect(err).toMatch(
    /\n2 invoice\(s\) loaded before are replaced:\n {2}IN-90000417 .*\n {2}IN-90000432 /,
  );
});

test.each([
  ['000', 'Workers Paid,2027-01-01,2027-01-31,10,000'],
  ['005.00', 'Workers Paid,2027-01-01,2027-01-31,1,005.00'],
])('an amount of %s is the end of another number', async (amount, line) => {
  const header = 'description,period_start,period_end,quantity,amount';
  writeFileSync(join(work, 'cut.csv'), `${header}\n${line}\n`);
  const { code, err } = await run(['load', 'cut.csv', ...ACCOUNT], work);
  expect(code).not.toBe(0);
  expect(err).toContain(`the amount "${amount}" is not a sum of money`);
});

test('a line of JSON whose days are empty has none', async () => {
  const lines = [
    { ...{ description: 'Workers Paid', quantity: '1', amount: '5.00' } },
    { description: 'Credit', period_start: '', period_end: '', amount: '-1.00' },
  ];
  const days = { period_start: '2027-01-01', period_end: '2027-01-31' };
  const invoice = { invoice_number: 'IN-78', lines: [{ ...days, ...lines[0] }, lines[1]] };
  writeFileSync(join(work, 'empty.json'), JSON.stringify(invoice));
  const { code, err } = await run(['load', 'empty.json', ...ACCOUNT], work);
  expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('subtotal $5.00') });
});
