import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCli } from '../../../../src/commands/main.ts';
import { bufferIo } from '../../../../src/commands/shared/buffer-io.ts';
import { type PullOptions, type PullResult, pull } from '../../../../src/pull.ts';
import {
  type Cloudflare,
  type CloudflareOptions,
  DEMO_ACCOUNT,
  startCloudflare,
} from '../../../support/cloudflare/index.ts';
import { placeEmptyDatabase } from '../../../support/empty-database.ts';
import type { Ran } from '../../../support/run.ts';
import { temporary } from '../../../support/temp.ts';
import { DATASETS, type FakeClock, fakeClock } from '../../support/pull.ts';
import { NOW, setStageClock } from './clock.ts';

/** A stub of Cloudflare, a folder and a database in it, deleted when the test has ended. */
export interface Stage {
  cloudflare: Cloudflare;
  /** The clock of the stub and of the test; it moves when someone sleeps. */
  clock: FakeClock;
  folder: string;
  db: string;
  /** Runs as a program would, without waiting. */
  pull(wish?: Partial<PullOptions>): Promise<PullResult>;
  /**
   * Runs as a person would, with the demo's account and token in the environment. If Cloudflare
   * makes it wait, the clock must be mocked: see `clockFrom`.
   */
  cli(argv: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
}

export const PERIOD = '2026-10-04..2026-11-04';
const DATES = { startsOn: '2026-10-04', endsOn: '2026-11-04' };

/** Names of the datasets that every account has. */
export const CORE = DATASETS.map(({ dataset }) => dataset);

interface Beginning {
  now?: Date;
  /** Whether there is no database yet; otherwise there is an empty one. */
  isNew?: boolean;
  /** A database to copy instead. */
  database?: string;
}

export async function onStage(
  stub: CloudflareOptions,
  { now = NOW, isNew = false, database }: Beginning = {},
): Promise<Stage> {
  const clock = fakeClock(now);
  setStageClock(clock);
  const time = () => new Date(clock.now());
  const cloudflare = await startCloudflare({ now: time, ...stub });
  onTestFinished(() => cloudflare.close());
  const folder = temporary(onTestFinished);
  const db = join(folder, 'bill.duckdb');
  if (database !== undefined) copyFileSync(database, db);
  else if (!isNew) placeEmptyDatabase(db);
  const usual = { db, account: DEMO_ACCOUNT, token: cloudflare.token, baseUrl: cloudflare.url };
  return {
    cloudflare,
    clock,
    folder,
    db,
    pull: (wish = {}) =>
      pull({
        ...usual,
        period: DATES,
        now: time(),
        only: CORE,
        ...wish,
        fetch: { clock, ...wish.fetch },
      }),
    cli: async (argv, env = {}) => {
      const own = { ...variables(cloudflare, db), FLARETALLY_NOW: time().toISOString() };
      const io = bufferIo({ cwd: folder, env: { ...own, ...env } });
      const code = await runCli(coreOnly(argv), io);
      return { code, out: io.out(), err: io.err() };
    },
  };
}

/** A pull of the core, where it does not say what it is of. */
function coreOnly(argv: readonly string[]): readonly string[] {
  const isStated = argv.includes('--only') || argv.includes('--queries');
  return argv[0] !== 'pull' || isStated ? argv : [...argv, '--only', CORE.join(',')];
}

/** What a person would have set. */
export function variables(cloudflare: Cloudflare, db: string): Record<string, string> {
  return {
    CLOUDFLARE_API_TOKEN: cloudflare.token,
    CLOUDFLARE_ACCOUNT_ID: DEMO_ACCOUNT,
    CLOUDFLARE_API_BASE_URL: cloudflare.url,
    FLARETALLY_DB: db,
  };
}
