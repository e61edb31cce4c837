import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import type { Catalog } from '../../src/rules/catalogued.ts';
import { PARTITIONS } from '../../src/rules/rule-file.ts';
import { Database } from '../../src/store/database.ts';
import { COLD, saveColdBucket } from '../support/cold-bucket.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { fillAndBuild } from '../support/filled.ts';
import { withMutant } from '../support/mutant.ts';
import { type Divided, divide, unitedDiffers } from '../support/partitions.ts';
import { RICH, saveRich } from '../support/rich-account.ts';
import { saveStuckQueue } from '../support/stuck-queue.ts';
import { ROOT, temporary } from '../support/temp.ts';

/** Stories as accounts beside one another: logs that divide, the feed. */
const STORIES: Readonly<Record<string, string>> = {
  'analytics-and-logs': '81fe43664a272b0867561c01f478747f',
  'feed-against-invoice': '103b752269ca25598ac675e11698a098',
};

const folder = temporary(afterAll);
const rich = saveRich(join(folder, 'rich'));
const cold = [...saveColdBucket(folder), ...saveStuckQueue(folder)];
/** An account of which there are logs alone: an object with an alarm every five minutes. */
const logged = join(folder, 'alarms.ndjson');
writeFileSync(
  logged,
  Array.from({ length: 300 }, (_, i) =>
    JSON.stringify({
      ...{ wallTime: 2000, cpuTime: 2, executionModel: 'durableObject', outcome: 'ok' },
      ...{ scriptName: 'agents', entrypoint: 'Agent', durableObjectId: '0'.repeat(64) },
      ...{ event: { scheduledTime: 'x' }, exceptions: [], logs: [] },
      eventTimestamp: Date.parse('2026-10-10T00:00:00Z') + i * 280_000,
    }),
  ).join('\n'),
);
const opened: Database[] = [];

afterAll(() => {
  for (const db of opened) db.close();
});

/** A database of several accounts, by the rules of a catalog. */
async function filled(name: string, catalog: Catalog, stories = STORIES): Promise<Database> {
  const db = await Database.open(placeEmptyDatabase(join(folder, name)));
  opened.push(db);
  const accounts = new Map([
    [RICH, rich],
    [COLD, cold],
    ['dd'.repeat(16), [logged]],
  ]);
  for (const [story, account] of Object.entries(stories))
    accounts.set(account, [join(ROOT, 'fixtures', story)]);
  await fillAndBuild(db, catalog, accounts, new Date('2026-11-21T06:00:00Z'));
  // All parts of a relation are held at once here, which no run does.
  await db.run("set memory_limit = '1GB'");
  return db;
}

const catalog = readCatalog();
/** Tables of products that the stories do not use, which are made as the others are. */
const others = catalog.datasets.flatMap(({ relation, isEverywhere }) =>
  isEverywhere ? [] : relation,
);
others.push('case_pools');
const rules = catalog.rules.filter(({ header }) => header.partitions.length > 0);
const divisions = rules.flatMap(({ relation, header }) =>
  header.partitions.map((kind) => [relation, kind] as const),
);

describe('the partitions of a relation are the whole of it:', () => {
  let db: Database;
  let divided: Divided;
  beforeAll(async () => {
    db = await filled('stories.duckdb', catalog);
    divided = await divide(db, catalog);
  });

  test.each(divisions)('%s by %s', async (relation, kind) => {
    expect(await unitedDiffers(divided, relation, kind)).toEqual([]);
  });

  test('none of them is empty here', async () => {
    const empty: string[] = [];
    for (const { relation, layer, name } of rules) {
      if (layer === 'checks' || others.includes(name)) continue;
      const [some] = await db.rows(`select 1 from ${relation} limit 1`);
      if (!some) empty.push(relation);
    }
    expect(empty).toEqual([]);
  });

  const needy = catalog.rules.filter(({ header }) => header.without.length > 0);
  test.each(needy.map(({ relation }) => relation))(
    '%s has no row without what it needs',
    async (relation) => {
      const { sql, header } = needy.find(
        (rule) => rule.relation === relation,
      ) as (typeof needy)[number];
      await db.run('begin transaction');
      try {
        for (const needed of header.without) await db.run(`delete from ${needed}`);
        expect(await db.rows(`from (${sql}) limit 1`)).toEqual([]);
      } finally {
        await db.run('rollback');
      }
    },
  );

  test('each row of a table is in one of them: no key is null', async () => {
    const without: string[] = [];
    for (const { relation, header } of rules.filter((rule) => rule.header.kind === 'table')) {
      const keys = PARTITIONS[header.partitions[0] ?? 'day'].split(', ');
      const isNull = keys.map((key) => `${key} is null`).join(' or ');
      const [row] = await db.rows(`select 1 from ${relation} where ${isNull} limit 1`);
      if (row) without.push(relation);
    }
    expect(without).toEqual([]);
  });
});

describe('a partition that is none is caught:', () => {
  const TOTALS = `-- A running total, which depends on all days before.
-- grain: account, period_id, meter, usage_on
-- kind: table
-- partition: account, usage_on
select account, period_id, meter, usage_on,
    sum(total) over (partition by account, period_id, meter order by usage_on)::hugeint as total
from usage.day_readings
`;
  test('columns that the relation does not have', { tags: 'journey' }, async () => {
    const shown = [
      'staging/captures.sql',
      '-- kind: table',
      '-- kind: table\n-- partition: account, usage_on',
    ] as const;
    await withMutant([shown], async (queries) => {
      await expect(filled('lacking.duckdb', readCatalog(queries), {})).rejects.toThrow(
        'staging/captures.sql cannot be built',
      );
    });
  });

  // As it was: what a dataset ever shows, looked for in one period.
  const EVER = ['from usage.sibling_groups)', 'from shown)'] as const;

  test('a running total by day, and what periods ever show by period', {
    tags: 'journey',
  }, async () => {
    await withMutant([['usage/silent_days.sql', ...EVER]], async (queries) => {
      writeFileSync(join(queries, 'usage/running_totals.sql'), TOTALS);
      const changed = readCatalog(queries);
      const divided = await divide(await filled('wrong.duckdb', changed, {}), changed);
      expect(await unitedDiffers(divided, 'usage.day_readings', 'day')).toEqual([]);
      expect(await unitedDiffers(divided, 'usage.running_totals', 'day')).not.toEqual([]);
      expect(await unitedDiffers(divided, 'usage.silent_days', 'period')).not.toEqual([]);
    });
  });
});
