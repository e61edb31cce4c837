// The program as people start it: a process of its own.
import { spawn } from 'node:child_process';
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
  const { afterMs, signal } = kill ?? { afterMs: PATIENCE_MS, signal: 'SIGKILL' };
  const timer = setTimeout(() => child.kill(signal), afterMs);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ ...ran, code: code ?? -1 });
    });
  });
}
