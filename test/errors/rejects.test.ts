// Rows of logs that cannot be read are kept aside, named and counted; --strict makes them an error. A
// list with such a row takes nobody's place, unless --allow-rejects says that the rest shall.
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { queryDatabase } from '../support/database-query.ts';
import { type Ran, run } from '../support/run.ts';
import { digestsOf, golden, temporary } from '../support/temp.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const DATABASE = 'flaretally.duckdb';
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

const LOAD = ['load', 'tenants.csv', 'events.log', '--allow-rejects', ...ACCOUNT];

let work: string;

beforeEach(() => {
  work = temporary(onTestFinished);
  writeFileSync(join(work, 'tenants.csv'), TENANTS);
  writeFileSync(join(work, 'events.log'), LOG);
});

const query = <T>(sql: string) => queryDatabase<T>(work, sql);

const kept = temporary(afterAll);
let first: Promise<Ran> | undefined;

async function loadedFirst(): Promise<Ran> {
  const ran = await run(LOAD, work);
  copyFileSync(join(work, DATABASE), join(kept, DATABASE));
  return ran;
}

/** The database after the first load, which is run once for all that go on from there. */
async function loaded(): Promise<Ran> {
  first ??= loadedFirst();
  const ran = await first;
  copyFileSync(join(kept, DATABASE), join(work, DATABASE));
  return ran;
}

test('rejected rows are said, with file, row and reason, and the rest is loaded', async () => {
  const { code, out, err } = await loaded();
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
  await loaded();
  expect(await run(LOAD, work)).toMatchObject({ code: 0 });
  const [row] = await query<{ n: string }>('select count(*)::varchar as n from report.rejects');
  expect(row?.n).toBe('6');
});

test.each(['tenants.csv', 'events.log'])('with --strict a row of %s is an error', async (file) => {
  const { code, out, err } = await run(['load', file, '--strict', ...ACCOUNT], work);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(new RegExp(`^error E_REJECTED: .*${file} row \\d`));
  await expect(query('select 1')).rejects.toMatchObject({ code: 'E_DB_FORMAT' });
});

const GOOD = 'tenant,kind,value\nacme,script,app\nbeta,script,api\n';

const good = temporary(afterAll);

beforeAll(async () => {
  writeFileSync(join(good, 'tenants.csv'), GOOD);
  expect(await run(['load', 'tenants.csv', ...ACCOUNT], good)).toMatchObject({ code: 0 });
});

test.each([
  ['a typo', 'tenant,kind,value\nacme,scrip,app\nbeta,script,api\n', 'E_REJECTED'],
  ['a header alone', 'tenant,kind,value\n', 'E_LIST_EMPTY'],
  ['only typos', 'tenant,kind,value\nacme,scrip,app\n', 'E_REJECTED'],
  [
    'days reversed',
    'tenant,kind,value,valid_from,valid_to\na,script,b,2026-10-09,2026-10-01\n',
    'E_REJECTED',
  ],
  [
    'weights that make no whole',
    'tenant,kind,value,weight\na,script,b,.5\nb,script,b,.4\n',
    'E_REJECTED',
  ],
  ['rows of another account', 'account,tenant,kind,value\nffff,a,script,b\n', 'E_REJECTED'],
  ['a comma too many', 'tenant,kind,value\nAcme, Inc,script,app\n', 'E_REJECTED'],
  ['a row cut short', 'tenant,kind,value\nacme,script\nbeta,script,api\n', 'E_REJECTED'],
])('a map with %s leaves the one that is there', async (_, text, error) => {
  writeFileSync(join(good, 'tenants.csv'), text);
  const before = digestsOf(good);
  const { code, err } = await run(['load', 'tenants.csv', ...ACCOUNT], good);
  expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(`^error ${error}: `) });
  expect(digestsOf(good)).toEqual(before);
});

test.each([
  ['as Excel writes it', '\uFEFFtenant;kind;value\r\nacme;script;app\r\nbeta;script;api\r\n'],
  ['with tabs', 'tenant\tkind\tvalue\nacme\tscript\tapp\nbeta\tscript\tapi\n'],
  ['with other case and blanks', ' Tenant ,KIND,Value\n acme ,Script, app\nbeta,script,api \n'],
  ['with lines twice', `${GOOD}acme,script,app\n`],
  [
    'with a remark over two lines',
    'tenant,kind,value,remark\nacme,script,app,"a\nb"\nbeta,script,api,\n',
  ],
  ['with a number sign first', 'kind,value,tenant\n"script",app,acme\nscript,api,beta\n'],
])('a map %s is read', async (_, text) => {
  writeFileSync(join(work, 'tenants.csv'), text);
  expect(await run(['load', 'tenants.csv', ...ACCOUNT], work)).toMatchObject({ code: 0 });
  expect(await query('select tenant, value from staging.tenants order by all')).toEqual([
    { tenant: 'acme', value: 'app' },
    { tenant: 'beta', value: 'api' },
  ]);
});

test('with --allow-rejects the good rows take the place of the map, an empty map too', async () => {
  await loaded();
  writeFileSync(join(work, 'tenants.csv'), 'tenant,kind,value\n');
  const argv = ['load', 'tenants.csv', '--allow-rejects', ...ACCOUNT];
  expect(await run(argv, work)).toMatchObject({ code: 0 });
  expect(await query('select tenant from staging.tenants')).toEqual([]);
});

test.each([
  ['events.log', `${JSON.stringify({ ...EVENT, EventTimestampMs: 'noon' })}\n`],
  ['tenants.csv', 'tenant,kind,value\nacme,scrip,app\n'],
  ['classes.csv', 'class,mode\nRoom,hibernat\n'],
])('%s, of which every row is rejected, ends with 1 whatever is allowed', async (name, text) => {
  writeFileSync(join(work, name), text);
  const { code, err } = await run(['load', name, '--allow-rejects', ...ACCOUNT], work);
  expect({ code, err }).toEqual({
    code: 1,
    err: expect.stringMatching('^error E_REJECTED: all '),
  });
  expect(readdirSync(work)).not.toContain('flaretally.duckdb');
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
