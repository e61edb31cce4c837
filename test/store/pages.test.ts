// Rows that come page by page: a stream that fails at a late row must not look complete.
import { expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';

const LATE = "select if(i = 900000, error('late'), i::varchar) as n from range(1000000) as t(i)";

test('a statement that fails after many rows is an error, and no shorter answer', async () => {
  const db = await Database.open(':memory:');
  try {
    let rows = 0;
    const read = async () => {
      for await (const page of db.pages(LATE)) rows += page.length;
    };
    await expect(read()).rejects.toThrow();
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(1_000_000);
  } finally {
    db.close();
  }
});

test('all rows of a statement that does not fail come, once', async () => {
  const db = await Database.open(':memory:');
  try {
    const seen: string[] = [];
    for await (const page of db.pages<{ n: string }>(
      'select i::varchar as n from range(10000) as t(i)',
    ))
      seen.push(...page.map(({ n }) => n));
    expect(seen).toEqual(Array.from({ length: 10_000 }, (_, i) => String(i)));
  } finally {
    db.close();
  }
});
