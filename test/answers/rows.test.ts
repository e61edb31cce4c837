// A row of an answer that cannot be what it says is kept aside with its file, number and reason, and
// the answer no longer counts as whole.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { Answers, envelope, WORKERS } from './answers.ts';

const WEB =
  '{"dimensions":{"date":"2026-10-02","scriptName":"web","status":"success"},"sum":{"requests":5,"cpuTimeUs":7}}';
const API = WEB.replace('web', 'api');

let answers: Answers;
beforeAll(async () => {
  answers = await Answers.open();
});
afterAll(() => answers.close());

const load = (rows: string) => answers.load(temporary(onTestFinished), envelope(rows));

test.each([
  ['a fraction', '"requests":5', '"requests":1.5', 'requests "1.5" is no whole number'],
  ['less than nothing', '"requests":5', '"requests":-5', 'requests "-5" is negative'],
  ['1e30', '"cpuTimeUs":7', '"cpuTimeUs":1e30', 'cpu_us "1e+30" is too large'],
  ['no number', '"requests":5', '"requests":NaN', 'requests "NaN" is no number'],
  ['a boolean', '"requests":5', '"requests":true', 'requests "true" is no number'],
  ['a list', '"requests":5', '"requests":[5]', 'requests "[5]" is no number'],
  ['hexadecimal', '"requests":5', '"requests":"0x5"', 'requests "0x5" is no number'],
  ['nothing', '"requests":5', '"requests":""', 'requests "" is no number'],
  ['null', '"requests":5', '"requests":null', 'requests is missing'],
  [
    'no sums',
    '"sum":{"requests":5,"cpuTimeUs":7}',
    '"sum":4',
    'requests is missing; cpu_us is missing',
  ],
  ['a null name', '"web"', 'null', 'the dimension scriptName is missing'],
  ['no time', '"2026-10-02"', '"soon"', 'the time "soon" cannot be read'],
  ['no day', '"2026-10-02"', '"2026-02-30"', 'the time "2026-02-30" cannot be read'],
  ['infinity', '"2026-10-02"', '"infinity"', 'the time "infinity" cannot be read'],
  [
    'another offset',
    '"2026-10-02"',
    '"2026-10-02T01:00:00+02:00"',
    'the time "2026-10-02T01:00:00+02:00" cannot be read',
  ],
  [
    'another day',
    '"2026-10-02"',
    '"2026-10-03"',
    'the time "2026-10-03" lies outside the days that were asked for',
  ],
  ['another age', '"2026-10-02"', '"9999-12-31"', 'the time "9999-12-31" is of no year of usage'],
  [
    'a sample of NaN',
    '"sum"',
    '"avg":{"sampleInterval":NaN},"sum"',
    'sample_interval "NaN" is no number',
  ],
  [
    'a bound of 1e30',
    '"sum"',
    '"confidence":{"sum":{"requests":{"upper":1e30}}},"sum"',
    'requests_upper "1e+30" is too large',
  ],
])('%s', async (_, good, bad, reason) => {
  const { rejects, requests, captures } = await load(`[${API},${WEB.replace(good, bad)}]`);
  expect(rejects.filter(({ line }) => line === '2')).toEqual([
    { line: '2', reason: `${WORKERS}: ${reason}` },
  ]);
  expect(requests).not.toContainEqual(expect.objectContaining({ row: '2' }));
  expect(captures).toMatchObject([{ rejected: String(rejects.length), error: null }]);
});

test.each(['5', '5.0', '0.5e1', '"5"'])('%s is five', async (five) => {
  const { rejects, requests } = await load(
    `[${WEB.replace('"requests":5', `"requests":${five}`)}]`,
  );
  expect({ rejects, requests }).toEqual({ rejects: [], requests: [{ row: '1', requests: '5' }] });
});

test('two figures for the same dimensions: neither is taken', async () => {
  const other = WEB.replace('"requests":5', '"requests":6').replace(
    '"scriptName":"web","status":"success"',
    '"status":"success","scriptName":"web"',
  );
  const { rejects, requests } = await load(`[${WEB},${API},${other}]`);
  const reason = `${WORKERS}: 2 rows have the same dimensions and differ`;
  expect(rejects).toEqual([
    { line: '1', reason },
    { line: '3', reason },
  ]);
  expect(requests).toEqual([{ row: '2', requests: '5' }]);
});

test('of a row that stands there twice one is taken', async () => {
  const { rejects, requests, captures } = await load(`[${WEB},${WEB}]`);
  expect(rejects).toEqual([{ line: '2', reason: `${WORKERS}: it repeats row 1` }]);
  expect({ requests, captures }).toMatchObject({
    requests: [{ row: '1' }],
    captures: [{ rejected: '1' }],
  });
});

test('dimensions that nothing reads tell rows apart', async () => {
  const at = (colo: string) => WEB.replace('"date"', `"coloCode":"${colo}","date"`);
  const { rejects, requests } = await load(`[${at('AMS')},${at('CDG')}]`);
  expect({ rejects, rows: requests.length }).toEqual({ rejects: [], rows: 2 });
});

test.each(['null', '{}', '"rows"', '7'])(
  '%s in the place of the rows is no answer',
  async (rows) => {
    const { captures } = await load(rows);
    expect(captures).toMatchObject([{ error: `${WORKERS} is not a list of rows` }]);
  },
);

test('a day with a rejected row is not complete, and reconcile says so', async () => {
  const work = temporary(onTestFinished);
  const day = (date: string, rows: string) => {
    writeFileSync(join(work, `${date}.json`), envelope(rows.replaceAll('2026-10-02', date), date));
  };
  day('2026-10-01', `[${WEB},${API}]`);
  day('2026-10-02', `[${WEB},${API.replace('"requests":5', '"requests":1.5')}]`);
  expect(await run(['load', '2026-10-01.json', '2026-10-02.json'], work)).toMatchObject({
    code: 0,
  });
  const period = ['--period', '2026-10-01..2026-10-03'];
  const { code, out } = await run(['reconcile', ...period, '--format', 'json'], work);
  expect(code).toBe(5);
  expect(JSON.parse(out).coverage).toMatchObject({
    usage_complete_to: '2026-10-02T00:00:00Z',
    datasets: [{ days_complete: 1, days_missing: ['2026-10-02'], evidence: 'missing' }],
  });
  const slots = await run(['report', 'coverage_slots', '--format', 'json'], work);
  const { rows } = JSON.parse(slots.out) as { rows: { status: string }[] };
  expect(rows.filter(({ status }) => status === 'partial')).toMatchObject([
    {
      usage_on: '2026-10-02',
      status: 'partial',
      reason: '1 row(s) of the answer were rejected: see report rejects',
    },
  ]);
});

test('a request whose bounds are in variables that are null has the days of its rows', async () => {
  const text = envelope(`[${WEB}]`)
    .replace(
      'date_geq: \\"2026-10-02\\", date_lt: \\"2026-10-03\\"',
      'date_geq: $start, date_lt: $end',
    )
    .replace('"variables":{}', '"variables":null');
  expect(text).toContain('$start');
  const { requests } = await answers.load(temporary(onTestFinished), text);
  expect(requests).toEqual([{ row: '1', requests: '5' }]);
});
