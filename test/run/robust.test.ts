// @module-tag journey
// A run and a close on a disk that is full, in a folder that is read-only, by a clock that jumps, and
// a run beside another and beside eight readers: the exit code is that of the contract, nothing is
// lost and nothing is left.
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { commandLine } from '../campaigns/support/command-line.ts';
import { digestsOf } from '../support/digests.ts';
import { Random } from '../support/random.ts';
import type { Ran } from '../support/run.ts';
import { digestsOf as bytesOf, ROOT, temporary } from '../support/temp.ts';
import { runs, seeded } from '../support/tier.ts';
import { ACCOUNT, invoice, type Place, place, WATCHED } from './account.ts';

const RUN = ['run', '--skip', 'pull', '--skip', 'check', ...WATCHED, '--account', ACCOUNT];
const CLOSE = ['close', '2026-10', '--reason', 'told'];
const TIMEOUT = { timeout: 3_600_000 };

const root = temporary(afterAll);

function begin(name: string): Place {
  mkdirSync(join(root, name));
  const own = place(join(root, name));
  own.put('inbox/1.csv', invoice('0.75'));
  return own;
}

/** Runs the program where no file may be larger than so many KiB, as on a disk that is full. */
async function within(kib: number, argv: readonly string[], cwd: string): Promise<Ran> {
  return shell('bash', ['-c', `ulimit -f ${kib}; exec "$0" "$@"`], argv, cwd);
}

/** Runs it where its folder is mounted read-only: root may write whatever the permissions say. */
function readOnly(argv: readonly string[], cwd: string): Promise<Ran> {
  const line = 'mount --bind . . && mount -o remount,ro,bind . && cd "$PWD" && exec "$0" "$@"';
  return shell('unshare', ['-m', 'bash', '--norc', '-c', line], argv, cwd);
}

const CAN_MOUNT = spawnSync('unshare', ['-m', 'mount', '--bind', '/tmp', '/tmp']).status === 0;

async function shell(
  program: string,
  words: readonly string[],
  argv: readonly string[],
  cwd: string,
): Promise<Ran> {
  const all = [...words, process.execPath, join(ROOT, 'dist/cli.js'), ...argv];
  const env = { PATH: process.env.PATH, FLARETALLY_NOW: '2026-11-21T06:00:00Z' };
  return promisify(execFile)(program, all, { cwd, env }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }),
  );
}

const count = async ({ cli }: Place, table: string) =>
  Number((await cli(['sql', `select count(*) as n from ${table}`])).out.split('\n')[1]);

const locks = ({ folder }: Place) =>
  readdirSync(folder).filter((name) => /\.lock|\.work|\.new$/.test(name));

test('on a full disk, and as if nothing had been when there is room again', TIMEOUT, async () => {
  const whole = begin('whole');
  expect(await whole.cli(RUN)).toMatchObject({ code: 3 });
  const own = begin('full');
  const random = new Random(seeded(3));
  // Too little for a lock, for a record, for an empty database, for what is loaded.
  const sizes = [0, 1, 8, 12, 1000, 12_000];
  const drawn = runs(
    [1, 12_000],
    [...sizes, ...sizes.map(() => Math.ceil(16_000 * random.next()))],
  );
  let recorded = 0;
  for (const kib of drawn) {
    const ran = await within(kib, RUN, own.folder);
    expect({ kib, ...ran }).toMatchObject({ code: 1, err: expect.stringContaining('E_DISK_FULL') });
    expect(ran.err).not.toContain('E_BUG');
    expect(locks(own)).toEqual([]);
    if (ran.out !== '') recorded += 1;
  }
  expect(await own.cli(RUN)).toMatchObject({ code: 3 });
  expect(await digestsOf(own.db)).toEqual(await digestsOf(whole.db));
  expect(await count(own, 'ops.runs')).toBe(recorded + 1);

  for (const kib of runs([8], [0, 1, 8, 12, 1000, 20_000])) {
    const ran = await within(kib, CLOSE, own.folder);
    expect({ kib, ...ran }).toMatchObject({ code: 1, err: expect.stringContaining('E_DISK_FULL') });
    expect(locks(own)).toEqual([]);
  }
  expect(await count(own, 'ops.closes')).toBe(0);
  expect(await own.cli(CLOSE)).toMatchObject({ code: 0 });
});

// It needs a mount of its own, which only root has.
test.skipIf(!CAN_MOUNT)('in a read-only folder: told, and readable', TIMEOUT, async () => {
  const own = begin('read-only');
  expect(await own.cli(RUN)).toMatchObject({ code: 3 });
  const before = bytesOf(own.folder);
  for (const argv of [RUN, CLOSE]) {
    const { code, out, err } = await readOnly(argv, own.folder);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /^error E_DB_FOLDER: the lock file .*\n {2}why: EROFS: .*\n {2}do: {2}check/,
    );
  }
  expect(await readOnly(['reconcile'], own.folder)).toMatchObject({ code: 3 });
  expect(bytesOf(own.folder)).toEqual(before);
});

test('by a clock that jumps both ways: nothing is loaded twice or lost', TIMEOUT, async () => {
  const own = begin('clock');
  expect(await own.cli(RUN)).toMatchObject({ code: 3 });
  const content = await digestsOf(own.db);
  for (const FLARETALLY_NOW of runs(['2020-02-29'], ['2020-02-29', '2031-06-01', '2026-10-07'])) {
    const { code, err } = await own.cli(RUN, { FLARETALLY_NOW: `${FLARETALLY_NOW}T06:00:00Z` });
    expect(err).not.toMatch(/failed \(|E_BUG/);
    expect([3, 5]).toContain(code);
  }
  expect(await own.cli(RUN)).toMatchObject({ code: 3 });
  expect(await digestsOf(own.db)).toEqual(content);
  expect(await count(own, 'ops.runs')).toBe(runs(3, 5));
});

test(
  'beside eight readers and another run: none is blocked, one run is told',
  TIMEOUT,
  async () => {
    const own = begin('readers');
    expect(await own.cli(RUN)).toMatchObject({ code: 3 });
    for (let night = 0; night < runs(1, 10); night++) {
      own.put('inbox/2.csv', invoice('0.75').replaceAll('2026-1', `${2016 + night}-1`));
      let atWork = 2;
      const nightly = () => commandLine(RUN, own.folder).finally(() => atWork--);
      const reads = ['report.lines', 'ops.runs', 'report.totals', 'ops.breaks'];
      const readers = [...reads, ...reads].map(async (table) => {
        let answers = 0;
        while (atWork > 0 || answers === 0) {
          expect(await count(own, table)).toBeGreaterThan(0);
          answers += 1;
        }
      });
      const both = await Promise.all([nightly(), nightly(), ...readers]);
      const ran = both.slice(0, 2) as Ran[];
      expect(ran.map(({ code }) => code).sort()).toEqual([1, 3]);
      expect(ran.map(({ err }) => err).join()).toContain('E_RUN_LOCKED');
    }
    expect(await count(own, 'ops.runs')).toBe(1 + runs(1, 10));
    expect(locks(own)).toEqual([]);
  },
);
