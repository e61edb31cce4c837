// The program as people start it: a process of its own.
import { spawn } from 'node:child_process';
import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import type { Ran } from '../../support/run.ts';
import { ROOT } from '../../support/temp.ts';

const CLI = join(ROOT, 'dist/cli.js');

/** Time enough for the largest of what is tried here, on a machine that is busy. */
const PATIENCE_MS = 300_000;

const ENV = { PATH: process.env.PATH, FLARETALLY_NOW: '2026-11-21T06:00:00Z' };

export interface Kill {
  afterMs: number;
  signal: NodeJS.Signals;
  /** Comes first if so many files of the folder have appeared, gone or been renamed before. */
  atChange?: number | undefined;
}

/** Runs `dist/cli.js`. One that is killed, or does not end and then is, ends with -1. */
export function commandLine(
  argv: readonly string[],
  cwd: string,
  {
    env,
    kill,
  }: { env?: Readonly<Record<string, string>> | undefined; kill?: Kill | undefined } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [CLI, ...argv], { cwd, env: { ...ENV, ...env } });
  const ran = { code: -1, out: '', err: '' };
  child.stdout.on('data', (data) => {
    ran.out += data;
  });
  child.stderr.on('data', (data) => {
    ran.err += data;
  });
  const { afterMs, signal, atChange } = kill ?? { afterMs: PATIENCE_MS, signal: 'SIGKILL' };
  const timer = setTimeout(() => child.kill(signal), afterMs);
  const watcher = atChange && onChange(cwd, atChange, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      if (watcher) watcher.close();
      resolve({ ...ran, code: code ?? -1 });
    });
  });
}

function onChange(folder: string, nth: number, then: () => void): FSWatcher {
  let changes = 0;
  return watch(folder, (event) => {
    if (event === 'rename' && ++changes === nth) then();
  });
}

/** How long a command takes that nobody disturbs, and how many files it makes, moves and removes. */
export async function measured(argv: readonly string[], cwd: string, code: number) {
  let changes = 0;
  const watcher = watch(cwd, (event) => {
    if (event === 'rename') changes += 1;
  });
  const started = performance.now();
  const ran = await commandLine(argv, cwd);
  const ms = performance.now() - started;
  watcher.close();
  if (ran.code !== code) throw new Error(`${argv[0]} ends with ${ran.code}: ${ran.err}`);
  return { ms, changes };
}
