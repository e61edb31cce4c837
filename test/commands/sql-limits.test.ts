// @module-tag journey
// What a statement may cost: time, memory, rows. And what a large answer costs us: the same memory as a
// small one.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/commands/main.ts';
import { bufferIo } from '../../src/commands/shared/buffer-io.ts';
import type { Io } from '../../src/commands/shared/io.ts';
import { placeLoaded } from '../support/loaded.ts';
import { ROOT, temporary } from '../support/temp.ts';

const work = temporary(afterAll);
const db = join(work, 'bill.duckdb');
const program = join(ROOT, 'dist/cli.js');

beforeAll(() => placeLoaded('block-rounding', db));

async function sql(argv: string[], world: Partial<Io> = {}) {
  const io = bufferIo(world);
  const code = await runCli(['sql', '--db', db, ...argv], io);
  return { code, out: io.out(), err: io.err() };
}

describe('a statement is stopped, and that is said, at a limit of', () => {
  const endless = 'select sum(a.range * b.range) from range(10000000) a, range(10000000) b';

  test.each(['csv', 'arrow', 'table'])('time, as %s', async (format) => {
    const { code, err } = await sql([endless, '--max-time', '1s', '--format', format]);
    expect(code).toBe(1);
    expect(err).toMatch(/E_SQL_TIME[\s\S]*--max-time 1h/);
  });

  test('time, whichever of several statements takes it', async () => {
    const both = `create temp table t as ${endless}; select 1`;
    expect(await sql([both, '--max-time', '1s'])).toMatchObject({ code: 1, out: '' });
  });

  test('memory', async () => {
    const sort = 'select range::varchar as n from range(20000000) order by hash(range) desc';
    const { code, out, err } = await sql([sort, '--max-memory', '50MB']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/E_MEMORY[\s\S]*--max-memory 8GB/);
    const [limit, more] = ["select current_setting('memory_limit') as m", '999TB'];
    expect((await sql([limit, '--max-memory', '500MB'])).out).toBe('m\n476.8 MiB\n');
    expect((await sql([limit, '--max-memory', more])).out).not.toContain('TiB');
  });

  test('rows: 200 of a table on a terminal, all in a pipe, or as many as asked', async () => {
    const many = 'select range as n from range(5000)';
    const shown = await sql([many], { isStdoutTty: true });
    expect(shown.out).toMatch(/\n199\nthe first 200 rows; --max-rows all prints the rest\n$/);
    const all = await sql([many, '--max-rows', 'all'], { isStdoutTty: true });
    expect(all.out).toMatch(/\n4,999\n5000 rows\n$/);
    expect(await sql([many])).toMatchObject({ err: '5000 rows\n' });
    const three = {
      code: 0,
      out: 'n\n0\n1\n2\n',
      err: expect.stringContaining('the first 3 rows'),
    };
    expect(await sql([many, '--max-rows', '3'])).toEqual(three);
    const exact = await sql(['from range(3)', '--max-rows', '3', '--format', 'json']);
    expect(exact).toMatchObject({ err: '3 rows\n', out: expect.stringMatching(/"2"\}\n\]\}\n$/) });
    expect((await sql(['from range(0)', '--format', 'json'])).out).toMatch(/"rows":\[\]\}\n$/);
  });
});

test.each([
  ['csv', /^n\n1\n/],
  ['arrow', /^\ufffd/],
])('a mistake in a late row is told, after the rows before it, as %s', async (format, begin) => {
  const late = "select case range when 900000 then 'x' else '1' end::int as n from range(1000000)";
  const { code, out, err } = await sql([late, '--format', format]);
  expect(code).toBe(2);
  expect(out.length).toBeGreaterThan(1_000_000);
  expect(out).toMatch(begin);
  expect(err).toContain("Could not convert string 'x' to INT32");
});

describe('a million rows in a pipe', () => {
  const rows = (count: number) =>
    `select range as n, 'tenant ' || range as tenant, range * 1.10::decimal(18, 2) as usd
     from range(${count})`;
  const MEASURED = `
    process.on('exit', () => process.stderr.write('\\nRSS ' + process.resourceUsage().maxRSS));`;
  const measure = (count: number, format: string) => {
    const script = `data:text/javascript,${encodeURIComponent(MEASURED)}`;
    const words = ['--import', script, program, 'sql', rows(count), '--db', db, '--format', format];
    const options = { maxBuffer: 2 ** 28, cwd: work } as const;
    const { stdout, stderr, status } = spawnSync(process.execPath, words, options);
    const lines = stdout.toString().split('\n').length;
    return { status, lines, kilobytes: Number(/RSS (\d+)/.exec(stderr.toString())?.[1]) };
  };

  test.each([
    ['csv', 2],
    ['json', 3],
  ])('take no more memory than a thousand, as %s', (format, more) => {
    const few = measure(1000, format);
    const many = measure(1_000_000, format);
    expect([few.status, many.status]).toEqual([0, 0]);
    expect(many.lines).toBe(1_000_000 + more);
    expect(few.kilobytes).toBeGreaterThan(10_000);
    expect(many.kilobytes - few.kilobytes).toBeLessThan(100_000);
  });

  test.each(['csv', 'json', 'table', 'arrow'])('may be cut off by its reader, as %s', (format) => {
    const line = `"$0" "$1" sql "$2" --db "$3" --format ${format} | head -c 100; exit \${PIPESTATUS[0]}`;
    const words = ['-c', line, process.execPath, program, rows(200_000), db];
    const { status, stderr, stdout } = spawnSync('bash', words, { cwd: work });
    expect({ status, length: stdout.length }).toEqual({ status: 0, length: 100 });
    expect(stderr.toString()).not.toMatch(/error|EPIPE/);
  });
});
