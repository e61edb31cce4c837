import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../../src/store/database.ts';
import { type AccountFiles, loadAccounts } from '../../support/accounts.ts';
import { type Days, type Lists, saveAccount } from './account.ts';
import { hexOf, type Row } from './row.ts';

/** The behaviour begins with this day, and the data ends with it. */
export const START = '2026-10-12';
const FIRST = '2026-10-01';
const NOW = new Date('2026-10-13T08:00:00Z');

/** What is there on a day, from the date. */
export type Rows = readonly Row[] | ((day: string) => readonly Row[]);

/** A behaviour that costs money, and an account of the same size that has none. */
export interface Story {
  signature: string;
  /** What it tells, in a few words that no other story has. */
  title: string;
  /** The place that the finding names. */
  place: string;
  /** The two numbers of its sentence, as printed, and other words that must be there. */
  says: readonly (string | RegExp)[];
  /** The days before. */
  before: Rows;
  /** The first day of the behaviour. */
  burning: Rows;
  /** Every day of the twin. */
  twin: Rows;
  lists?: Lists;
  twinLists?: Lists;
  /** Tenant maps, as CSV. */
  tenants?: string;
  twinTenants?: string;
  /** The first day of the data; what is seen only in a whole month begins with it. */
  from?: string;
  /** The first day of the behaviour, unless it is `START`. */
  firstOn?: string;
}

/** A row of findings.signatures. */
export interface Found {
  account: string;
  signature: string;
  place: string;
  first_on: string;
  usd: string;
  says: string;
}

/** What behaviours were found in a database. */
export function foundIn(db: Database): Promise<Found[]> {
  return db.rows<Found>(
    'select account, signature, place, first_on::varchar as first_on, usd, says from findings.signatures',
  );
}

/** The accounts of stories and twins by number, in one database. */
export async function loadStories(folder: string, stories: readonly Story[]): Promise<Database> {
  const accounts = stories.flatMap((story, i) => {
    const { twin, twinLists: lists, twinTenants: tenants, from } = story;
    const other = { before: twin, burning: twin, lists, tenants, from };
    return [saved(folder, `story ${i}`, story), saved(folder, `twin ${i}`, other)];
  });
  return loadAccounts(join(folder, 'stories.duckdb'), accounts, NOW, {
    targets: ['findings.signatures'],
  });
}

/** What there is of an account. */
type Told = Pick<Story, 'before' | 'burning'> & {
  lists?: Lists | undefined;
  tenants?: string | undefined;
  from?: string | undefined;
};

function saved(folder: string, name: string, told: Told): AccountFiles {
  const own = join(folder, name);
  mkdirSync(own);
  saveAccount(own, accountOf(name), daysOf(told), told.lists);
  if (told.tenants !== undefined) writeFileSync(join(own, 'tenants.csv'), told.tenants);
  return { account: accountOf(name), folder: own, load: ['.'], anchorDay: 1 };
}

export function accountOf(name: string): string {
  return hexOf(name, 32);
}

function daysOf({ before, burning, from }: Told): Days {
  return datesOf(from ?? FIRST, START).map((day) => {
    const rows = day === START ? burning : before;
    return [day, typeof rows === 'function' ? rows(day) : rows];
  });
}

/** Both days included. */
export function datesOf(first: string, last: string): string[] {
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000;
  return Array.from({ length: days + 1 }, (_, i) =>
    new Date(Date.parse(first) + i * 86_400_000).toISOString().slice(0, 10),
  );
}
