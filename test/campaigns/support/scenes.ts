// Commands that write, each with what lies in its folder before, to be killed at any moment.
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMALL, smallRest, smallRows } from '../../pull/e2e/support/account.ts';
import { NOW } from '../../pull/e2e/support/clock.ts';
import { variables } from '../../pull/e2e/support/stage.ts';
import { startCloudflare } from '../../support/cloudflare/index.ts';
import { run } from '../../support/run.ts';
import { ROOT } from '../../support/temp.ts';
import { ACCOUNT, DEMO, inputs } from './inputs.ts';
import { DATABASE, demoBase } from './world.ts';

export interface Scene {
  name: string;
  argv: readonly string[];
  /** Codes of one that nobody disturbs. */
  ends: readonly number[];
  /** Puts into the folder what the command needs, and says what must be gone afterwards. */
  prepare: (folder: string) => Promise<Prepared>;
}

export interface Prepared {
  env?: Readonly<Record<string, string>>;
  close?: () => Promise<void>;
}

const STORY = join(ROOT, 'fixtures/analytics-and-logs');
const LOG = 'events.log';

function logBytes(): Buffer {
  const found = inputs().find(({ file }) => file === LOG);
  if (!found) throw new Error(`there is no ${LOG}`);
  return found.bytes;
}

/** The scenes; what they need is made once below `made`. */
export async function scenes(made: string): Promise<Scene[]> {
  const base = await demoBase(made);
  const bytes = logBytes();
  const digest = createHash('sha256').update(bytes).digest('hex');
  const place = (database: string) => async (folder: string) => {
    copyFileSync(database, join(folder, DATABASE));
    return {};
  };
  return [
    {
      name: 'load into nothing',
      argv: ['load', 'usage', 'rest', 'logs', 'tenants.csv', 'invoice.csv'],
      ends: [0],
      prepare: async (folder) => {
        cpSync(STORY, folder, { recursive: true });
        return {};
      },
    },
    {
      name: 'load undo',
      argv: ['load', 'undo', digest.slice(0, 12)],
      ends: [0],
      prepare: async (folder) => place(await demoWithLog(made, base, bytes))(folder),
    },
    {
      name: 'reconcile',
      argv: ['reconcile', '--period', '2026-10', '--tolerance', '1%'],
      ends: [0, 3],
      prepare: place(base),
    },
    { name: 'pull', argv: PULL, ends: [0], prepare: onStub },
    {
      name: 'load beside what is there',
      argv: ['load', LOG, 'rest', '--account', ACCOUNT, '--captured-at', '2026-11-06T00:00:00Z'],
      ends: [0],
      prepare: async (folder) => {
        writeFileSync(join(folder, LOG), bytes);
        cpSync(join(DEMO, 'rest'), join(folder, 'rest'), { recursive: true });
        return place(base)(folder);
      },
    },
  ];
}

async function demoWithLog(made: string, base: string, bytes: Buffer): Promise<string> {
  const folder = join(made, `undo-${process.pid}`);
  const database = join(folder, DATABASE);
  if (existsSync(database)) return database;
  mkdirSync(folder, { recursive: true });
  copyFileSync(base, database);
  writeFileSync(join(folder, LOG), bytes);
  const { code, err } = await run(['load', LOG, '--account', ACCOUNT], folder);
  if (code !== 0) throw new Error(`the log does not load: ${err}`);
  return database;
}

const PULL = ['pull', '--period', `${SMALL.startsOn}..${SMALL.endsOn}`];

/** A Cloudflare of its own for each, for its budget does not fill up while no time passes. */
async function onStub(folder: string): Promise<Prepared> {
  const cloudflare = await startCloudflare({
    rows: smallRows(),
    rest: smallRest(),
    now: () => NOW,
  });
  const env = {
    ...variables(cloudflare, join(folder, DATABASE)),
    FLARETALLY_NOW: NOW.toISOString(),
  };
  return { env, close: () => cloudflare.close() };
}
