// @module-tag journey
// A run or a close killed by SIGKILL at any moment, several times in a row: readers go on, and the
// next one ends as if nothing had been, with each run recorded once, one close, and nothing left.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandLine, type Kill, measured } from '../campaigns/support/command-line.ts';
import { digestsOf } from '../support/digests.ts';
import { Random } from '../support/random.ts';
import { temporary } from '../support/temp.ts';
import { runs, seeded, tell } from '../support/tier.ts';
import { ACCOUNT, invoice, type Place, place, WATCHED } from './account.ts';

/** Of runs, and as many of closes. */
const KILLS = runs(2, 150);
/** What is killed so often is then let end. */
const IN_A_ROW = 5;
const TIMEOUT = { timeout: 14_400_000 };

const SKIPPED = ['--skip', 'pull', '--skip', 'forecast', ...runs(['--skip', 'check'], [])];
const REPORTS = runs<string[]>([], ['--reports', 'out', '--forms', 'json']);
const ARGV = ['run', ...SKIPPED, ...WATCHED, ...REPORTS, '--account', ACCOUNT];
const CLOSE = ['close', '2026-10', '--reason', 'told'];
const FROZEN = 'select version, inputs_digest, results_digest from ops.closes';
const READ = 'select (select count(*) from raw.loads) as loads from report.totals';

const root = temporary(afterAll);
/** Usage is loaded, an invoice and a tenant map are new. */
let open: Place;

beforeAll(async () => {
  open = place(temporary(afterAll));
  expect(await open.cli(['load', 'usage', '--account', ACCOUNT])).toMatchObject({ code: 0 });
  open.put('inbox/1.csv', invoice('0.75'));
});

function copyOf(other: Place, name: string): Place {
  rmSync(join(root, name), { recursive: true, force: true });
  return place(join(root, name), other);
}

type Whole = Awaited<ReturnType<typeof measured>>;

/** Every other one comes as a file is made, moved or removed: to publish is short. */
function momentOf(random: Random, kills: number, { ms, changes }: Whole): Kill {
  const at = random.next();
  const signal = 'SIGKILL';
  if (kills % 2 === 0) return { signal, afterMs: at * ms };
  return { signal, afterMs: 300_000, atChange: 1 + Math.floor(at * changes) };
}

const left = (own: Place, whole: Place) => {
  const known = readdirSync(whole.folder);
  return readdirSync(own.folder).filter((name) => !known.includes(name));
};

/** Kills a command up to five times; `look` says after each whether it is done all the same. */
async function killed(
  argv: readonly string[],
  own: Place,
  moments: Iterable<Kill>,
  look: () => Promise<boolean>,
): Promise<Kill[]> {
  const done: Kill[] = [];
  for (const kill of moments) {
    const { code } = await commandLine(argv, own.folder, { kill });
    if (code !== -1) break;
    done.push(kill);
    if (await look()) break;
  }
  return done;
}

/** Draws kills until so many have met a command that was at work. */
async function campaign(
  seed: number,
  whole: Whole,
  series: (moments: Iterable<Kill>) => Promise<Kill[]>,
): Promise<void> {
  const random = new Random(seeded(seed) * 10_000 + 1);
  let kills = 0;
  function* moments() {
    for (let i = 0; i < Math.min(IN_A_ROW, KILLS - kills); i++)
      yield momentOf(random, kills + i, whole);
  }
  while (kills < KILLS) {
    kills += (await series(moments())).length;
    tell(`${kills} of ${KILLS} kills`);
  }
}

test('killed at any moment and run again', TIMEOUT, async () => {
  const whole = copyOf(open, 'whole');
  const undisturbed = await measured(ARGV, whole.folder, 3);
  const content = await digestsOf(whole.db);
  await campaign(0, undisturbed, async (moments) => {
    const own = copyOf(open, 'killed');
    let [recorded, loads] = [0, 1];
    const kills = await killed(ARGV, own, moments, async () => {
      const { code, out } = await own.cli(['sql', READ, '--format', 'json']);
      expect(code).toBe(0);
      const now = Number(JSON.parse(out).rows[0].loads);
      const known = await recordedIn(own);
      // A file that was loaded stays, and so does the record of each run that had begun.
      expect(now).toBeGreaterThanOrEqual(loads);
      expect([recorded, recorded + 1]).toContain(known);
      [loads, recorded] = [now, known];
      return false;
    });
    const before = await recordedIn(own);
    const again = await own.cli(ARGV);
    expect({ kills, ...again }).toMatchObject({ code: 3 });
    expect(await digestsOf(own.db)).toEqual(content);
    expect({ kills, left: left(own, whole) }).toEqual({ kills, left: [] });
    expect({ kills, runs: await recordedIn(own) }).toEqual({ kills, runs: before + 1 });
    return kills;
  });
});

/** How many runs are known: 0 where none had come so far as to be. */
async function recordedIn({ cli }: Place): Promise<number> {
  const { out } = await cli(['runs', '--format', 'json']);
  return out === '' ? 0 : JSON.parse(out).rows.length;
}

test('a close killed at any moment and closed again', TIMEOUT, async () => {
  const invoiced = copyOf(open, 'invoiced');
  expect(await invoiced.cli(ARGV)).toMatchObject({ code: 3 });
  const whole = copyOf(invoiced, 'whole-close');
  const undisturbed = await measured(CLOSE, whole.folder, 0);
  const content = await digestsOf(whole.db);
  const frozen = await whole.cli(['sql', FROZEN]);
  await campaign(1, undisturbed, async (moments) => {
    const own = copyOf(invoiced, 'killed-close');
    const isClosed = async () => {
      const { out } = await own.cli(['close', 'list', '--format', 'csv']);
      return out.includes(',closed,');
    };
    const kills = await killed(CLOSE, own, moments, isClosed);
    const isDone = await isClosed();
    const again = await own.cli(CLOSE);
    expect({ kills, isDone, ...again }).toMatchObject({ code: isDone ? 2 : 0 });
    expect(await own.cli(['sql', FROZEN])).toEqual(frozen);
    expect(await digestsOf(own.db)).toEqual(content);
    // A list only reads: it leaves what a killed close has left, and the next writer removes it.
    if (!isDone) expect({ kills, left: left(own, whole) }).toEqual({ kills, left: [] });
    return kills;
  });
});
