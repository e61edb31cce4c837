import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { load } from '../../src/load.ts';
import { Database } from '../../src/store/database.ts';
import { type Answer, writeAnswer } from '../support/answers.ts';

const temporary = mkdtempSync(join(tmpdir(), 'flaretally-windows-'));
const PERIODIC = 'durableObjectsPeriodicGroups';
const STORAGE = 'durableObjectsSqlStorageGroups';
const DAY = { from: '2026-10-04', to: '2026-10-05' };
const MORNING = { from: '2026-10-04T00:00:00Z', to: '2026-10-04T12:00:00Z' };
const EVENING = { from: '2026-10-04T12:00:00Z', to: '2026-10-05T00:00:00Z' };
const LATER = '2026-11-05T01:00:00Z';

afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** The total of a meter after the answers were loaded together. */
async function totalOf(meter: string, name: string, answers: readonly Answer[]) {
  const db = join(temporary, `${name}.duckdb`);
  const paths = answers.map((answer, i) => writeAnswer(temporary, `${name}-${i}`, answer));
  await load(paths, { db, now: new Date(0) });
  const database = await Database.open(db, { readOnly: true });
  try {
    const rows = await database.rows<{ total: string }>(
      'select total::varchar as total from usage.period_totals where meter = $1',
      [`durable_objects.${meter}`],
    );
    return rows[0]?.total;
  } finally {
    database.close();
  }
}

function written(rowsWritten: number, datetimeHour: string, object: Record<string, string> = {}) {
  return { dimensions: { datetimeHour, ...object }, sum: { rowsWritten } };
}

function stored(storedBytes: number, datetimeHour: string) {
  return { dimensions: { datetimeHour, namespaceId: 'A' }, max: { storedBytes } };
}

test('counts of the two halves of a day are added up', { tags: 'journey' }, async () => {
  const answers = [
    { ...MORNING, rows: [written(10, '2026-10-04T03:00:00Z')] },
    { ...EVENING, rows: [written(9, '2026-10-04T15:00:00Z')] },
  ].map((half) => ({ dataset: PERIODIC, capturedAt: LATER, ...half }));
  expect(await totalOf('rows_written', 'counts', answers)).toBe('19');
});

test('of the peaks of the two halves of a day the greater is the peak of the day', {
  tags: 'journey',
}, async () => {
  const answers = [
    { ...MORNING, rows: [stored(10_000_000_000, '2026-10-04T03:00:00Z')] },
    { ...EVENING, rows: [stored(9_000_000_000, '2026-10-04T15:00:00Z')] },
  ].map((half) => ({ dataset: STORAGE, capturedAt: LATER, ...half }));
  expect(await totalOf('sql_byte_days', 'peaks', answers)).toBe('10000000000');
});

test('a whole day by object counts for more than half of it by account', async () => {
  const object = { namespaceId: 'A', objectId: 'o' };
  const answers = [
    { ...MORNING, rows: [written(100, '2026-10-04T03:00:00Z')] },
    { ...DAY, rows: [written(250, '2026-10-04T03:00:00Z', object)] },
  ].map((part) => ({ dataset: PERIODIC, capturedAt: LATER, ...part }));
  expect(await totalOf('rows_written', 'halves', answers)).toBe('250');
});
