// A database of the whole demo, made once, and a folder in which a mutant is given to the program.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { type Ran, run } from '../../support/run.ts';
import { ACCOUNT, CLASSES, DAY, DEMO } from './inputs.ts';

/** What the demo is loaded from; the database may lack the answers of a day. */
function partsOf(name: BaseName): string[] {
  const paths = ['rest', 'tenants.csv', 'invoice.csv'].map((part) => join(DEMO, part));
  const answers = readdirSync(join(DEMO, 'usage'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && !(name === 'without day' && file.includes(DAY)))
    .map((file) => join(DEMO, 'usage', file));
  return [...answers, ...paths];
}

export type BaseName = 'demo' | 'without day';

export const DATABASE = 'flaretally.duckdb';

/** Where databases that are copied lie: one for all test files of a run, or of a soak. */
export function sharedFolder(): string {
  return process.env.FLARETALLY_SOAK_FOLDER ?? dirname(inject('emptyDatabase'));
}

/** Makes a database of the demo below `folder`, or takes the one that another process made. */
export async function demoBase(folder: string, name: BaseName = 'demo'): Promise<string> {
  const base = join(folder, `${name.replace(' ', '-')}.duckdb`);
  if (existsSync(base)) return base;
  const own = join(folder, `making-${process.pid}`);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'classes.csv'), CLASSES);
  const argv = ['load', ...partsOf(name), 'classes.csv', '--account', ACCOUNT];
  const { code, err } = await run(argv, own);
  if (code !== 0) throw new Error(`the demo does not load: ${err}`);
  renameSync(join(own, DATABASE), base);
  rmSync(own, { recursive: true });
  return base;
}

/** An empty folder with a copy of the database and the file in it. */
export function stage(folder: string, base: string, file: string, bytes: Buffer | string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  copyFileSync(base, join(folder, DATABASE));
  writeFileSync(join(folder, file), bytes);
}

/** Names of what lies in the folder that was not put there. */
export function leftovers(folder: string, file: string): string[] {
  const known = [DATABASE, file.split('/')[0]];
  return readdirSync(folder).filter((name) => !known.includes(name));
}

export type { Ran };
