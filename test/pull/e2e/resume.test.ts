import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fault } from '../../support/cloudflare/index.ts';
import { compiledProgram } from '../../support/program.ts';
import { IS_SOAK, runs } from '../../support/tier.ts';
import { SMALL, smallRest, smallRows } from './support/account.ts';
import { digestsOf } from './support/database.ts';
import { CORE, onStage, type Stage, variables } from './support/stage.ts';

const stub = { rows: smallRows(), rest: smallRest() };
const one = { period: SMALL, fetch: { concurrency: 1 } };

interface Whole {
  requests: number;
  digests: Record<string, string>;
}

let whole: Promise<Whole> | undefined;

/** What a pull comes to that nothing disturbs: the same for all that are disturbed here. */
function uninterrupted(): Promise<Whole> {
  whole ??= pulledWhole();
  return whole;
}

async function pulledWhole(): Promise<Whole> {
  const stage = await onStage(stub, { isNew: true });
  const { report } = await stage.pull(one);
  return { requests: report.requests, digests: await digestsOf(stage.db) };
}

/** Pulls, and gives up once the stub has had so many requests. */
async function abortedAfter(stage: Stage, requests: number): Promise<unknown> {
  const stop = new AbortController();
  const onProgress = () => stage.cloudflare.requests.length >= requests && stop.abort();
  return stage.pull({ ...one, signal: stop.signal, onProgress }).catch((error: unknown) => error);
}

test('aborted after any of several requests, the same call goes on and ends the same', {
  tags: 'journey',
}, async () => {
  const whole = await uninterrupted();
  for (const at of runs([17], [1, 2, 5, 9, 13, 17, 21])) {
    const stage = await onStage(stub, { isNew: true });
    expect(await abortedAfter(stage, at)).toMatchObject({ code: 'E_INTERRUPTED', exit: 130 });
    expect(existsSync(stage.db)).toBe(false);
    const before = stage.cloudflare.requests.length;
    await stage.clock.sleep(60_000);
    await stage.pull(one);
    expect({ at, digests: await digestsOf(stage.db) }).toEqual({ at, digests: whole.digests });
    // A sampled dataset is asked by day again, in the worst case; what is kept is not asked again.
    expect(stage.cloudflare.requests.length - before).toBeLessThanOrEqual(whole.requests - at + 5);
    expect(readdirSync(stage.folder)).toEqual(['bill.duckdb']);
  }
});

// In the sample one abort, and one kill, stand for many.
test.runIf(IS_SOAK)('aborted again and again, it ends the same', { timeout: 180_000 }, async () => {
  const whole = await uninterrupted();
  const stage = await onStage(stub, { isNew: true });
  const step = 3;
  let last: unknown;
  for (let at = 3; at < 60 && !existsSync(stage.db); at += step) {
    last = await abortedAfter(stage, stage.cloudflare.requests.length + step);
  }
  if (!existsSync(stage.db)) expect(last).toMatchObject({ code: 'E_INTERRUPTED' });
  await stage.pull(one);
  expect(await digestsOf(stage.db)).toEqual(whole.digests);
});

const PULL = ['pull', '--period', `${SMALL.startsOn}..${SMALL.endsOn}`];

function start(cli: string, stage: Stage): ChildProcess {
  const now = { FLARETALLY_NOW: new Date(stage.clock.now()).toISOString() };
  const env = { PATH: process.env.PATH, ...variables(stage.cloudflare, stage.db), ...now };
  const argv = [cli, ...PULL, '--only', CORE.join(',')];
  return spawn(process.execPath, argv, { cwd: stage.folder, env, stdio: 'ignore' });
}

async function codeOf(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, 'exit');
  return code as number | null;
}

test('killed -9 in the middle of fetching, the same command ends the same', {
  tags: 'journey',
}, async () => {
  const whole = await uninterrupted();
  const cli = compiledProgram();
  for (const at of runs([8], [4, 8, 12])) {
    let child: ChildProcess | undefined;
    let isKilled = false;
    // The request at which it dies, and those at its side, never get an answer.
    const faults = (n: number) => {
      if (n < at || isKilled) return undefined;
      if (n === at) setTimeout(() => child?.kill('SIGKILL'), 50);
      return fault.stall();
    };
    const stage = await onStage({ ...stub, faults }, { isNew: true });
    child = start(cli, stage);
    expect(await codeOf(child)).toBeNull();
    isKilled = true;
    expect(existsSync(stage.db)).toBe(false);
    expect(existsSync(`${stage.db}.pull`)).toBe(true);
    expect(await codeOf(start(cli, stage))).toBe(0);
    expect({ at, digests: await digestsOf(stage.db) }).toEqual({ at, digests: whole.digests });
    expect(readdirSync(stage.folder)).toEqual(['bill.duckdb']);
  }
});

// In the sample of kills there is one while it loads.
test.runIf(IS_SOAK)(
  'killed -9 while it loads, the same command ends the same',
  {
    timeout: 180_000,
  },
  async () => {
    const whole = await uninterrupted();
    const cli = compiledProgram();
    const stage = await onStage(stub, { isNew: true });
    const child = start(cli, stage);
    const ended = codeOf(child);
    const isLoading = () => readdirSync(stage.folder).some((name) => name.endsWith('.lock'));
    while (!isLoading() && child.exitCode === null) await new Promise((r) => setTimeout(r, 5));
    await new Promise((r) => setTimeout(r, 150));
    child.kill('SIGKILL');
    expect(await ended).toBeNull();
    expect(existsSync(stage.db)).toBe(false);
    expect(await codeOf(start(cli, stage))).toBe(0);
    expect(await digestsOf(stage.db)).toEqual(whole.digests);
    expect(readdirSync(stage.folder)).toEqual(['bill.duckdb']);
  },
);
