// @module-tag journey
// Partial sums of logs on the command line: written, loaded once, undone, and refused.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../src/store/database.ts';
import { digestsOf } from '../support/digests.ts';
import { run } from '../support/run.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT, LogDatabase, logpush, ndjson, trace } from './log-database.ts';
import { EVENTS, summed } from './summaries.ts';

describe('on the command line', () => {
  const work = temporary(afterAll);
  const flaretally = (...words: string[]) => run(words, work);
  const summarize = (...words: string[]) =>
    flaretally('logs', 'summarize', ...words, '--account', ACCOUNT);

  beforeAll(async () => {
    ndjson(work, 'logs/a.log', EVENTS.slice(0, 12).map(logpush));
    writeFileSync(
      join(work, 'logs/b.log'),
      `${JSON.stringify(logpush(EVENTS[20] ?? { at: 0 }))}\nnone\n`,
    );
    writeFileSync(join(work, 'logs/README'), 'not a log');
    const { code, err } = await summarize('logs', '--out', 'sums.parquet');
    expect(code).toBe(0);
    expect(err).toBe(`sums.parquet: 13 event(s) and 13 usage line(s) of 2 log file(s)
from 2026-10-20 00:01 to 2026-10-21 12:01 UTC, events that began then
1 row(s) could not be read: report rejects names them after a load
left out: logs/README
load each log file in one file of partial sums only: an event in two of them counts twice
`);
  });

  test('loaded once, told as sums, undone', async () => {
    const { code, err } = await flaretally('load', 'sums.parquet');
    expect(code).toBe(0);
    expect(err).toMatch(
      /^partial sums of logs: 1 file\(s\)\n13 log event\(s\) came as partial sums: /,
    );
    expect(err).toContain('logs/b.log row 2: the line is not JSON');
    const loaded = await digestsOf(join(work, 'flaretally.duckdb'));
    // A log file of these sums counts as loaded too.
    expect((await flaretally('load', 'sums.parquet', 'logs/a.log')).err).toMatch(
      /events: 0 file\(s\), 1 loaded before\n.*sums of logs: 0 file\(s\), 1 loaded before/,
    );
    expect(await digestsOf(join(work, 'flaretally.duckdb'))).toEqual(loaded);
    const { out } = await flaretally('report', 'loads', '--format', 'json');
    const [own] = JSON.parse(out).rows as Record<string, string>[];
    expect(own).toMatchObject({ kind: 'log_partials', records: '14', events: '13', rejects: '1' });
    expect(own?.summarized_files).toBe('2');
    const evidence = await flaretally('report', 'log_evidence', '--format', 'csv');
    expect(evidence.out).toContain(',sums.parquet,');
    const undone = await flaretally('load', 'undo', own?.load_id ?? '');
    expect(undone.err).toMatch(/^undone: sums.parquet /);
  });

  test.each([
    ['no --out', ['logs'], /^error E_SUMMARIZE_OUT: /],
    ['an existing file', ['logs', '--out', 'sums.parquet'], /^error E_FILE_EXISTS: sums.parquet /],
    ['no log', ['logs/README', '--out', 'x.parquet'], /^error E_KIND_UNKNOWN: /],
    [
      'its own file',
      ['sums.parquet', '--out', 'x.parquet'],
      /^error E_SUMMARIZE_KIND: sums.parquet /,
    ],
    ['a damaged file', ['cut.log.gz', '--out', 'x.parquet'], /^error E_GZIP: cut.log.gz /],
    ['logs without a row to read', ['early.log', '--out', 'x.parquet'], /^error E_REJECTED: none /],
    ['logs of two kinds', ['logs', 'tail', '--out', 'x.parquet'], /^error E_SUMMARIZE_MIXED: /],
    ['a folder that is not there', ['logs', '--out', 'no/x.parquet'], /^error E_OUT_FOLDER: no\/x/],
  ])('refuses %s, and writes nothing', async (_, words, says) => {
    ndjson(work, 'early.log', [logpush({ at: 1 })]);
    ndjson(work, 'tail/t.log', EVENTS.slice(0, 2).map(trace));
    const whole = execFileSync('gzip', ['-c', join(work, 'logs/a.log')]);
    writeFileSync(join(work, 'cut.log.gz'), whole.subarray(0, whole.length - 40));
    const { code, out, err } = await summarize(...words);
    expect(out).toBe('');
    expect(err).toMatch(says);
    expect(code).toBeGreaterThan(0);
    expect(readdirSync(work).filter((name) => /^x|work|bucket/.test(name))).toEqual([]);
  });

  test('needs an account', async () => {
    const { code, err } = await flaretally('logs', 'summarize', 'logs', '--out', 'x.parquet');
    expect(err).toMatch(/^error E_ACCOUNT_NEEDED: logs do not name their account/);
    expect(code).toBe(2);
  });
});

describe('what must not be loaded', () => {
  const work = temporary(afterAll);
  const sums = join(work, 'sums.parquet');
  let head = '';
  let database: LogDatabase;
  let helper: Database;

  beforeAll(async () => {
    ndjson(work, 'logs/a.log', EVENTS.slice(0, 48).map(logpush));
    await summed([join(work, 'logs')], sums);
    database = await LogDatabase.open();
    helper = await Database.open(':memory:');
    const said = await helper.rows<{ key: string; value: string }>(
      `select decode(key) as key, decode(value) as value from parquet_kv_metadata('${sums}')`,
    );
    head = `{${said.map(({ key, value }) => `${key}: '${value}'`).join(', ')}}`;
  });
  afterAll(() => {
    database.close();
    helper.close();
  });

  /** Another program writes the file again. */
  async function rewritten(name: string, select: string, says: string): Promise<string> {
    const path = join(work, `${name}.parquet`);
    await helper.run(
      `copy (select ${select} from read_parquet('${sums}'))
       to '${path}' (format parquet, kv_metadata ${says})`,
    );
    return path;
  }

  const same = (says: string) => says;
  const REFUSED: readonly [string, string, (head: string) => string, string][] = [
    ['account', '*', (says) => says.replace(ACCOUNT, 'f'.repeat(32)), 'E_ACCOUNT_OTHER'],
    ['newer', '*', (says) => says.replace("format: '1'", "format: '2'"), 'E_PARTIALS_FORMAT'],
    ['silent', '*', () => "{a: 'b'}", 'E_PARTIALS_FORMAT'],
    ['less', '* exclude (cpu_ms)', same, 'E_PARTIALS_COLUMNS'],
    ['nameless', '* exclude (source_id)', same, 'E_PARTIALS_COLUMNS'],
    ['floats', '* replace (wall_ms::double as wall_ms)', same, 'E_PARTIALS_COLUMNS'],
    ['unknown', '* replace (nullif(events, 1) as events)', same, 'E_PARTIALS_DAMAGED'],
    ['fewer', '* replace (least(events, 0) as events)', same, 'E_PARTIALS_DAMAGED'],
    ['more', '*', (says) => says.replace(/ events: '\d+'/, " events: '9'"), 'E_PARTIALS_DAMAGED'],
    ['shifted', '* replace (hour_ms + 1 as hour_ms)', same, 'E_PARTIALS_DAMAGED'],
    ['elsewhere', "* replace (if(ends_ms > 0, 'x', script) as script)", same, 'E_PARTIALS_DAMAGED'],
    ['longer', '* replace (wall_ms + 1 as wall_ms)', same, 'E_PARTIALS_DAMAGED'],
    ['later', '* replace (ends_ms + 1 as ends_ms)', same, 'E_PARTIALS_DAMAGED'],
    ['renamed', "* replace (concat(tenant, 'x') as tenant)", same, 'E_PARTIALS_DAMAGED'],
    ['turned', '* replace (0::bigint as ends_ms)', same, 'E_PARTIALS_DAMAGED'],
  ];

  test.each(REFUSED)('%s', async (name, select, says, code) => {
    const path = await rewritten(name, select, says(head));
    await expect(database.load([path])).rejects.toMatchObject({
      code,
      message: expect.stringContaining(path),
    });
    expect(await database.rows('from raw.log_files')).toEqual([]);
  });

  test('a file that ends early', async () => {
    const whole = readFileSync(sums);
    const path = join(work, 'cut.parquet');
    for (const length of [whole.length - 1, whole.length >> 1, 8]) {
      writeFileSync(path, whole.subarray(0, length));
      await expect(database.load([path])).rejects.toMatchObject({
        code: 'E_FILE_DAMAGED',
        message: expect.stringContaining(path),
      });
    }
  });

  test('sums of a log file that was loaded, or that other sums have', async () => {
    const b = ndjson(work, 'more/b.log', EVENTS.slice(48).map(logpush));
    const both = join(work, 'both.parquet');
    await summed([join(work, 'logs'), b], both);
    const [id = ''] = await database.load([b]);
    await expect(database.load([both])).rejects.toMatchObject({
      code: 'E_PARTIALS_OVERLAP',
      message: `${both} would count ${b} twice`,
      why: 'that log file was loaded before, by itself',
    });
    await database.undo(id);
    // What another program wrote with the same rows loads as the file itself would.
    const [copy = ''] = await database.load([await rewritten('copy', '*', head)]);
    await expect(database.load([both])).rejects.toMatchObject({
      code: 'E_PARTIALS_OVERLAP',
      why: `the partial sums ${copy.slice(0, 12)}, which were loaded before, have that log file too`,
    });
    await database.undo(copy);
    await database.load([both]);
    expect(await database.rows('select sum(events) as n from staging.log_hours')).toEqual([
      { n: '96' },
    ]);
  });
});
