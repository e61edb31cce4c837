// A run or a close killed by SIGKILL at any moment: readers go on, and the next one ends as if
// nothing had been, with both runs recorded, one close, and nothing left behind.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandLine } from '../campaigns/support/command-line.ts';
import { digestsOf } from '../support/digests.ts';
import { Random } from '../support/random.ts';
import { temporary } from '../support/temp.ts';
import { numbersOf, runs, seeded } from '../support/tier.ts';
import { ACCOUNT, invoice, type Place, place, WATCHED } from './account.ts';

/** Of runs, and as many of closes. */
const KILLS = 150;
// In the sample the step that only reads is left out.
const SKIPPED = ['--skip', 'pull', ...runs(['--skip', 'check'], [])];
const ARGV = ['run', ...SKIPPED, ...WATCHED, '--reports', 'out', '--account', ACCOUNT];

const CLOSE = ['close', '2026-10', '--reason', 'told'];
const FROZEN = 'select version, inputs_digest, results_digest from ops.closes';

const root = temporary(afterAll);

function begin(name: string): Place {
  const folder = join(root, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const own = place(folder);
  own.put('inbox/1.csv', invoice('0.75'));
  return own;
}

test('killed at any moment and run again', { timeout: 3_600_000 }, async () => {
  const whole = begin('whole');
  const started = performance.now();
  expect(await commandLine(ARGV, whole.folder)).toMatchObject({ code: 3 });
  const ms = performance.now() - started;
  const content = await digestsOf(whole.db);
  const wrong: unknown[] = [];
  for (const number of numbersOf(1, KILLS)) {
    const afterMs = ms * new Random(seeded(0) * 10_000 + number + 1).next();
    const own = begin('killed');
    const killed = await commandLine(ARGV, own.folder, { kill: { afterMs, signal: 'SIGKILL' } });
    const list = await own.cli(['runs', '--format', 'json']);
    const again = await commandLine(ARGV, own.folder);
    const isSame = JSON.stringify(await digestsOf(own.db)) === JSON.stringify(content);
    const left = readdirSync(own.folder).filter(
      (name) => !readdirSync(whole.folder).includes(name),
    );
    const recorded = await own.cli(['sql', 'select count(*) as n from ops.runs']);
    const isKnown = recorded.out === 'n\n2\n' || (list.code === 2 && recorded.out === 'n\n1\n');
    if (again.code !== 3 || !isSame || left.length > 0 || !isKnown)
      wrong.push({
        number,
        afterMs,
        killed,
        again,
        isSame,
        left,
        runs: recorded.out,
        list: list.err,
      });
  }
  expect(wrong).toEqual([]);
});

test('a close killed at any moment and closed again', { timeout: 3_600_000 }, async () => {
  const open = begin('open');
  expect(await open.cli(ARGV)).toMatchObject({ code: 3 });
  const copy = (name: string) => {
    const folder = join(root, name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    return place(folder, open);
  };
  const whole = copy('whole-close');
  const started = performance.now();
  expect(await commandLine(CLOSE, whole.folder)).toMatchObject({ code: 0 });
  const ms = performance.now() - started;
  const content = await digestsOf(whole.db);
  const frozen = await whole.cli(['sql', FROZEN]);
  for (const number of numbersOf(1, KILLS)) {
    const afterMs = ms * new Random(seeded(1) * 10_000 + number + 1).next();
    const own = copy('killed-close');
    await commandLine(CLOSE, own.folder, { kill: { afterMs, signal: 'SIGKILL' } });
    const before = await own.cli(['close', 'list', '--format', 'csv']);
    const isClosed = before.out.includes(',closed,');
    const again = await commandLine(CLOSE, own.folder);
    expect({ number, afterMs, isClosed, ...again }).toMatchObject({ code: isClosed ? 2 : 0 });
    expect(await own.cli(['sql', FROZEN])).toEqual(frozen);
    expect(await digestsOf(own.db)).toEqual(content);
    // The list that only reads leaves what a killed close has left; the next close removes it.
    const left = readdirSync(own.folder).filter(
      (name) => !readdirSync(whole.folder).includes(name),
    );
    if (!isClosed) expect({ number, left }).toEqual({ number, left: [] });
  }
});
