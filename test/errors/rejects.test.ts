// Rows that cannot be read are kept aside, named and counted; --strict makes them an error.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { queryBooks } from '../support/books-query.ts';
import { run } from '../support/run.ts';
import { golden, temporary } from '../support/temp.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ACCOUNT = ['--account', '0123456789abcdef0123456789abcdef'];

const TENANTS = `tenant,kind,value,valid_from,valid_to
acme,script,app,,
beta,scrpt,app,,
cedar,script,api,2026-10-32,
,script,web,,
dune,script,,,
ember,script,old,2026-10-05,2026-10-04
`;

const EVENT = { EventTimestampMs: 1791446400000, EventType: 'fetch', ScriptName: 'app' };
const LOG = `${JSON.stringify(EVENT)}\nConnection reset by peer\n${JSON.stringify(EVENT)}\n`;

let work: string;

beforeEach(() => {
  work = temporary(onTestFinished);
  writeFileSync(join(work, 'tenants.csv'), TENANTS);
  writeFileSync(join(work, 'events.log'), LOG);
});

const query = <T>(sql: string) => queryBooks<T>(work, sql);

test('rejected rows are said, with file, row and reason, and the rest is loaded', async () => {
  const { code, out, err } = await run(['load', 'tenants.csv', 'events.log', ...ACCOUNT], work);
  expect(err).toBe(golden(join(HERE, 'rejects.golden.txt'), err));
  expect({ code, out }).toEqual({ code: 0, out: '' });
  const kept = await query<{ source_file: string; rows: string }>(
    `select source_file, count(*)::varchar as rows from report.rejects group by all order by all`,
  );
  expect(kept).toEqual([
    { source_file: 'events.log', rows: '1' },
    { source_file: 'tenants.csv', rows: '5' },
  ]);
  expect(await query('select tenant from staging.tenants')).toEqual([{ tenant: 'acme' }]);
  expect(await query('select sum(events)::varchar as n from staging.log_hours')).toEqual([
    { n: '2' },
  ]);
});

test('loaded again they are not counted twice', async () => {
  const argv = ['load', 'tenants.csv', 'events.log', ...ACCOUNT];
  await run(argv, work);
  expect(await run(argv, work)).toMatchObject({ code: 0 });
  const [row] = await query<{ n: string }>('select count(*)::varchar as n from report.rejects');
  expect(row?.n).toBe('6');
});

test.each(['tenants.csv', 'events.log'])('with --strict a row of %s is an error', async (file) => {
  const { code, out, err } = await run(['load', file, '--strict', ...ACCOUNT], work);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(new RegExp(`^error E_REJECTED: .*${file} row \\d`));
  await expect(query('select 1')).rejects.toMatchObject({ code: 'E_DB_FORMAT' });
});

test.each([
  'reconcile --perod 2026-10 --format json',
  'load nowhere.csv',
  'reconcile --period 2026-13',
])('%s leaves an empty folder empty', async (line) => {
  const empty = temporary(onTestFinished);
  const { code, out } = await run(line.split(' '), empty);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(readdirSync(empty)).toEqual([]);
});

test('asked for JSON an error is one JSON document on stderr', async () => {
  const { code, out, err } = await run(['reconcile', '--period', '--format', 'json'], work);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(JSON.parse(err)).toMatchObject({
    error: { code: 'E_FLAG_EMPTY', message: expect.any(String) },
  });
});
