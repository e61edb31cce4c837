// What a page says of figures that are known in part: nobody should take them for the whole.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type AnswerRow, days, ENDS, loaded, STARTS, saved } from '../products/saved.ts';
import { ROOT } from '../support/temp.ts';

const PERIOD = `${STARTS}..${ENDS}`;
const LOST = '2026-10-17';

/** A query that reads a whole table, on each day: 40 billion rows, of one day it is not known. */
const scans = (lost: readonly string[]): string =>
  saved(
    'd1AnalyticsAdaptiveGroups',
    'date databaseId',
    'sum { rowsRead rowsWritten readQueries writeQueries }',
    days.map((date): AnswerRow => {
      const rowsRead = lost.includes(date) ? null : 40_000_000_000;
      return {
        dimensions: { date, databaseId: 'orders' },
        sum: { rowsRead, rowsWritten: 0, readQueries: 1_000, writeQueries: 0 },
      };
    }),
  );

/** One file a day: an answer in which a field is null on one day says nothing of the other days. */
const byDay = (lost: readonly string[]) =>
  days.map((date, i) => {
    const text = scans(lost);
    const answer = JSON.parse(text);
    const rows = answer.response.data.viewer.accounts[0].d1AnalyticsAdaptiveGroups;
    answer.response.data.viewer.accounts[0].d1AnalyticsAdaptiveGroups = [rows[i]];
    answer.request.query = answer.request.query
      .replace(STARTS, date)
      .replace(ENDS, days[i + 1] ?? ENDS);
    return JSON.stringify(answer);
  });

test('the evidence of a line names its missing days', { tags: 'journey' }, async () => {
  const { cli, db, bill } = await loaded(...byDay([LOST]));
  const { out } = await cli('reconcile', '--db', db, '--period', PERIOD);
  expect(out).toMatch(/d1\.rows_read .* missing 1 day\n/);
  const { lines } = await bill();
  expect(lines.find(({ sku }) => sku === 'd1.rows_read')).toMatchObject({
    ...{ evidence: 'missing', days_missing: '1' },
  });
});

test('logs of two days do not look like a month', { tags: 'journey' }, async () => {
  const { cli, db, folder } = await loaded();
  const events = ['2026-10-05', '2026-10-06'].map((day) =>
    JSON.stringify({
      ...{ EventTimestampMs: Date.parse(`${day}T12:00:00Z`), EventType: 'fetch' },
      ...{ ScriptName: 'site', Entrypoint: '', CPUTimeMs: 2 },
    }),
  );
  writeFileSync(join(folder, 'events.log'), events.join('\n'));
  writeFileSync(
    join(folder, 'invoice.csv'),
    'description,period_start,period_end,quantity,unit_price,per,amount\n' +
      `Workers Standard Requests (first 10M are included),${STARTS},2026-11-03,2,0.30,1000000,0.00\n`,
  );
  const account = ['--account', '0f1e2d3c4b5a69788796a5b4c3d2e1f0'];
  await cli('load', 'events.log', 'invoice.csv', '--db', db, ...account);
  const { code, out } = await cli('reconcile', '--db', db, '--period', PERIOD);
  expect(out).toMatch(/workers\.requests .* missing 29 days\n/);
  expect(out).toContain('usage complete on no day');
  expect(code).toBe(5);
});

test('the files of a saving say what they lack, and so do estimates of them', {
  tags: 'journey',
}, async () => {
  const { cli, db } = await loaded(...byDay([LOST]));
  const argv = ['report', 'savings', '--db', db, '--period', PERIOD, '--out', 'savings'];
  expect(await cli(...argv)).toMatchObject({ code: expect.any(Number) });
  const note =
    'Some usage of the period is not known and not in here: D1 rows read lacks 1 of 31 days.';
  const page = await cli('estimate', 'savings/now.json');
  expect(page.out).toContain(`Note: ${note}`);
  const { out } = await cli('estimate', 'savings/now.json', '--format', 'json');
  expect(JSON.parse(out).notes).toContain(note);

  const whole = await loaded(...byDay([]));
  await whole.cli(...argv.with(3, whole.db));
  expect(readFileSync(join(whole.folder, 'savings/now.json'), 'utf8')).not.toContain('lacks');
});

test('what is missing costs what the invoice charges beyond the prediction', {
  tags: 'journey',
}, async () => {
  const { cli, db, folder, bill } = await loaded(...byDay([LOST]));
  writeFileSync(
    join(folder, 'invoice.csv'),
    'description,period_start,period_end,quantity,unit_price,per,amount\n' +
      `D1 - Rows Read (first 25 billion included),${STARTS},2026-11-03,1215000000000,0.001,1000000,1215.00\n`,
  );
  const account = ['--account', '0f1e2d3c4b5a69788796a5b4c3d2e1f0'];
  expect(await cli('load', 'invoice.csv', '--db', db, ...account)).toMatchObject({ code: 0 });
  const { findings } = await bill();
  const coverage = findings.find(({ says }) => says.includes('sum.rowsRead is not in'));
  expect(coverage).toMatchObject({
    usd: '40.00',
    says: expect.stringContaining('counted without that day: the invoice charges $40.00 more.'),
  });
  const { out } = await cli('reconcile', '--db', db, '--period', PERIOD);
  expect(out).toContain(
    '- usage not known: $40.00. D1 rows read: invoiced $1215.00, predicted $1175.00. The invoice ' +
      'counts 1,215,000,000,000, we count 1,175,000,000,000 without 1 of 31 days.',
  );
  expect(out).not.toContain('volume');
});

test('a SKU without a price and without an invoice has no amounts in words', {
  tags: 'journey',
}, async () => {
  const story = join(ROOT, 'fixtures/unpriced');
  const queries = ['--queries', join(story, 'queries')];
  const { cli, db } = await loaded();
  const files = ['usage', 'rest'].map((name) => join(story, name));
  await cli('load', ...files, '--db', db, '--anchor-day', '1', ...queries);
  const argv = ['reconcile', '--db', db, '--period', '2026-10', '--allow-incomplete', ...queries];
  const { out } = await cli(...argv);
  expect(out).toContain(
    '- unpriced: Durable Objects rows written is used, and it has no price on some day of its ' +
      'usage. What it costs is not known.',
  );
});

test('answers without the field that is billed make a bill that says so', {
  tags: 'journey',
}, async () => {
  const rows = days.map((date) => ({
    dimensions: { date, namespaceId: 'routes' },
    sum: { requests: 2_000_000 },
  }));
  const { cli, db } = await loaded(
    saved('kvOperationsAdaptiveGroups', 'date namespaceId', 'sum { requests }', rows),
  );
  const { code, out } = await cli('reconcile', '--db', db);
  expect(code).toBe(5);
  expect(out).toContain('usage complete on no day');
  expect(out).toMatch(/^kv\.lists .* missing/m);
  expect(out).toContain('kvOperationsAdaptiveGroups: dimensions.actionType is not in the answers');
});

test('where bytes were sent decides their price, so without the region they are not known', {
  tags: 'journey',
}, async () => {
  const rows = days.map((date) => ({
    dimensions: { date, applicationId: 'box' },
    sum: { cpuTimeSec: 10_000, allocatedMemory: 0, allocatedDisk: 0, txBytes: 100_000_000_000 },
  }));
  const sums = 'sum { cpuTimeSec allocatedMemory allocatedDisk txBytes }';
  const { cli, db } = await loaded(
    saved('containersUsageAdaptiveGroups', 'date applicationId', sums, rows),
  );
  const { code, out } = await cli('reconcile', '--db', db);
  expect(code).toBe(5);
  expect(out).toMatch(/^containers\.cpu .* \$5\.75 .* exact/m);
  expect(out).toMatch(/^containers\.egress_na_eu .* missing/m);
  expect(out).toContain('dimensions.region is not in the answers of 31 days');
  expect(out).not.toContain('is missing 31 of 31 days');
});

test.each([
  ['no account', null],
  ['an account without the dataset', {}],
])(
  'an answer that has %s is no answer that nothing was used',
  { tags: 'journey' },
  async (_, account) => {
    const files = byDay([]).map((text, i) => {
      if (days[i] !== LOST) return text;
      const answer = JSON.parse(text);
      answer.response.data.viewer.accounts = [account];
      return JSON.stringify(answer);
    });
    const { cli, db } = await loaded(...files);
    const { code, out } = await cli('reconcile', '--db', db, '--period', PERIOD);
    expect(code).toBe(5);
    expect(out).toMatch(/d1\.rows_read .* missing 1 day\n/);
    expect(out).toContain(`to ${LOST}: d1.rows_read`);
  },
);

test('an answer of which a row was rejected makes the bill of the others', async () => {
  const { cli, db } = await loaded(scans([]).replace('"rowsRead":40000000000', '"rowsRead":-1'));
  const { code, out, err } = await cli('reconcile', '--db', db);
  expect({ code, err }).toEqual({ code: 5, err: '' });
  // 30 days x 40 billion rows less 25 billion.
  expect(out).toMatch(
    /^d1\.rows_read .* 1,175,000,000,000 .* \$1,?175\.00 .* 31 days incomplete$/m,
  );
  expect(out).toContain(
    'd1AnalyticsAdaptiveGroups is incomplete on 31 of 31 days: 1 row was rejected, see report rejects.',
  );
  expect(out).not.toContain('missing 31');
  expect(out).toContain('1 row(s) could not be read');
});
