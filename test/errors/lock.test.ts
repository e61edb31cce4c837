// @module-tag journey
// One writer at a time, named; a writer that died leaves nothing that stops the next.
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { run } from '../support/run.ts';
import { digestsOf, golden, temporary } from '../support/temp.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const TENANTS = join(HERE, 'loaded/tenants.csv');

const database = temporary(afterAll);
let holder: ChildProcess;
let work: string;

beforeAll(async () => {
  const { code, err } = await run(['load', join(HERE, 'loaded')], database);
  if (code !== 0) throw new Error(err);
  holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
});

afterAll(() => holder.kill());

beforeEach(() => {
  work = temporary(onTestFinished);
  copyFileSync(join(database, 'flaretally.duckdb'), join(work, 'flaretally.duckdb'));
});

function lockWith(text: string): void {
  writeFileSync(join(work, 'flaretally.duckdb.lock'), text);
}

function lockOf(pid: number | undefined): string {
  const words = { command: 'flaretally load usage', started_at: '2026-11-21T05:00:00.000Z' };
  return JSON.stringify({ pid, ...words });
}

describe('a database that another process writes', () => {
  test('is not written by another, which is told who does', async () => {
    lockWith(lockOf(holder.pid));
    const before = digestsOf(work);
    const { code, out, err } = await run(['load', TENANTS], work);
    const text = err.replaceAll(String(holder.pid), 'PID');
    expect(text).toBe(golden(join(HERE, 'locked.golden.txt'), text));
    expect(err).toContain(`process ${holder.pid} (flaretally load usage)`);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(digestsOf(work)).toEqual(before);
  });

  test.each([['explain', 'acme'], ['reconcile'], ['reconcile', '--tolerance', '1%']])(
    'is still read: %s %s %s',
    async (...argv) => {
      lockWith(lockOf(holder.pid));
      const before = digestsOf(work);
      const { code, err } = await run(argv, work);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(digestsOf(work)).toEqual(before);
    },
  );
});

test('a lock whose process is gone is taken over', async () => {
  lockWith(lockOf(deadPid()));
  const { code, err } = await run(['load', TENANTS], work);
  expect(err).not.toContain('error');
  expect(code).toBe(0);
  expect(Object.keys(digestsOf(work))).toEqual(['flaretally.duckdb']);
});

test.each([
  ['cut off while it was written', '{"pid": 12'],
  ['empty', ''],
  ['of no process', '{"pid": 0, "command": "flaretally load", "started_at": ""}'],
  ['of a file elsewhere', `{"pid": ${process.pid}, "kept": "../flaretally.duckdb"}`],
])('a lock that is %s is not a free one', async (_, text) => {
  lockWith(text);
  const before = digestsOf(work);
  const { code, out, err } = await run(['load', TENANTS], work);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^error E_DB_LOCKED: /);
  expect(err).toContain('remove the lock: rm ');
  expect(digestsOf(work)).toEqual(before);
});

test('a copy that a crash left behind is neither read nor kept', async () => {
  const crashed = join(work, `flaretally.duckdb.${process.pid}.work`);
  writeFileSync(crashed, 'half a database');
  expect(await run(['load', TENANTS], work)).toMatchObject({ code: 0 });
  expect(existsSync(crashed)).toBe(false);
});

test('after an error the lock is given back', async () => {
  const broken = join(work, 'tenants.csv');
  writeFileSync(broken, 'tenant,kind\nacme,script\n');
  expect(await run(['load', broken], work)).toMatchObject({ code: 2 });
  expect(existsSync(join(work, 'flaretally.duckdb.lock'))).toBe(false);
  expect(await run(['load', TENANTS], work)).toMatchObject({ code: 0 });
  const files = Object.keys(digestsOf(work));
  expect(files).toEqual(['flaretally.duckdb', 'tenants.csv']);
  expect(readFileSync(join(work, 'flaretally.duckdb')).length).toBeGreaterThan(0);
});

/** A PID that nobody has. */
function deadPid(): number {
  // PIDs are given out in order; the greatest of all is hardly ever alive.
  for (let pid = 4_194_303; pid > 4_000_000; pid--) {
    try {
      process.kill(pid, 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return pid;
    }
  }
  throw new Error('every PID is in use');
}
