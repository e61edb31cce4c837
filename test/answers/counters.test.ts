// Image transformations count up from the first of each month. A billing period that begins inside
// a month needs the figure of the day before.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT } from './answers.ts';

const IMAGES = 'imagesUniqueTransformationsAccumulatedSinceStartOfMonth';

interface Row {
  date: string;
  transformations: number;
}

/** 400 images a day, so that the figure of a day is 400 times its number. */
function rowsOf(month: string, first: number, last: number): Row[] {
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    date: `${month}-${String(first + i).padStart(2, '0')}`,
    transformations: 400 * (first + i),
  }));
}

function envelope(rows: readonly Row[], from: string, to: string): string {
  const query = `query { viewer { accounts(filter: { accountTag: "${ACCOUNT}" }) { ${IMAGES}(
    filter: { date_geq: "${from}", date_lt: "${to}" }, limit: 10000) { date transformations } } } }`;
  return JSON.stringify({
    flaretally: 1,
    captured_at: '2026-11-20T06:00:00Z',
    account: ACCOUNT,
    dataset: IMAGES,
    request: { query, variables: {} },
    response: { data: { viewer: { accounts: [{ [IMAGES]: rows }] } }, errors: null },
  });
}

const OCTOBER = envelope(rowsOf('2026-10', 15, 31), '2026-10-15', '2026-11-01');
const NOVEMBER = envelope(rowsOf('2026-11', 1, 14), '2026-11-01', '2026-11-15');

async function billOf(files: Readonly<Record<string, string>>) {
  const work = temporary(onTestFinished);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(work, name), text);
  const loaded = await run(['load', ...Object.keys(files), '--anchor-day', '15'], work);
  expect(loaded.code, loaded.err).toBe(0);
  const { code, out } = await run(['reconcile', '--period', '2026-10', '--format', 'json'], work);
  const { lines, findings } = JSON.parse(out);
  const line = ['explain', 'images.unique_transformations', '--period', '2026-10'];
  const explained = await run([...line, '--format', 'json'], work);
  return {
    code,
    usd: lines.find(({ sku }: { sku: string }) => sku === 'images.unique_transformations')
      ?.predicted_usd,
    steps: explained.out,
    says: findings.map(({ says }: { says: string }) => says).join('\n'),
  };
}

test('the day before the period tells what its first day added', async () => {
  const before = envelope(rowsOf('2026-10', 14, 14), '2026-10-14', '2026-10-15');
  const files = { 'before.json': before, 'october.json': OCTOBER, 'november.json': NOVEMBER };
  // 31 days of 400 are 12,400; over 5,000 they are eight blocks of 1,000 at $0.50.
  const { steps, ...bill } = await billOf(files);
  expect(bill).toMatchObject({ code: 0, usd: '4.00' });
  // A step for each month that the period touches.
  for (const [month, total] of [
    ['2026-10', 6_800],
    ['2026-11', 5_600],
  ]) {
    expect(steps).toMatch(
      new RegExp(`transformations in ${month}"[^}]*"${total} transformations"`),
    );
  }
});

test('without it the first day is missing, and not what the month had before', {
  tags: 'journey',
}, async () => {
  const bill = await billOf({ 'october.json': OCTOBER, 'november.json': NOVEMBER });
  // 30 days: 12,000, seven blocks. With the figure of 15 October, 6,000, it would be 18,000.
  expect(bill).toMatchObject({ code: 5, usd: '3.50' });
  expect(bill.says).toContain('the counter of 2026-10-14 is not in the answers');
});

test('a day before that was answered without a row had nothing yet', {
  tags: 'journey',
}, async () => {
  const before = envelope([], '2026-10-14', '2026-10-15');
  const files = { 'before.json': before, 'october.json': OCTOBER, 'november.json': NOVEMBER };
  // The counter stood at nothing: all 6,000 of 15 October are of that day, 18,000 in all.
  expect(await billOf(files)).toMatchObject({ code: 0, usd: '6.50' });
});

test('a counter that falls adds nothing that day', { tags: 'journey' }, async () => {
  const fallen = rowsOf('2026-10', 15, 31).map((row) =>
    row.date === '2026-10-20' ? { ...row, transformations: 10 } : row,
  );
  const files = {
    'before.json': envelope(rowsOf('2026-10', 14, 14), '2026-10-14', '2026-10-15'),
    'october.json': envelope(fallen, '2026-10-15', '2026-11-01'),
    'november.json': NOVEMBER,
  };
  // What is lost on the 20th the 21st adds again.
  expect(await billOf(files)).toMatchObject({ code: 0, usd: '4.00' });
});

test('the last day of a month that its answer does not have is missing: none makes up for it', {
  tags: 'journey',
}, async () => {
  const before = envelope(rowsOf('2026-10', 14, 14), '2026-10-14', '2026-10-15');
  const files = {
    'before.json': before,
    'october.json': envelope(rowsOf('2026-10', 15, 30), '2026-10-15', '2026-11-01'),
    'november.json': NOVEMBER,
  };
  const bill = await billOf(files);
  expect(bill.code).toBe(5);
  expect(bill.says).toContain('the counter of 2026-10-31 is not in the answers');
});

test('a day inside a month that its answer does not have is in what the next one adds', {
  tags: 'journey',
}, async () => {
  const rows = rowsOf('2026-10', 15, 31).filter(({ date }) => date !== '2026-10-20');
  const files = {
    'before.json': envelope(rowsOf('2026-10', 14, 14), '2026-10-14', '2026-10-15'),
    'october.json': envelope(rows, '2026-10-15', '2026-11-01'),
    'november.json': NOVEMBER,
  };
  expect(await billOf(files)).toMatchObject({ code: 0, usd: '4.00' });
});
