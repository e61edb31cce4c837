import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { usageError } from '../../../errors.ts';
import { Answers } from '../../../store/logs/answer.ts';
import { type Clock, clockFrom } from '../../cloudflare/clock.ts';
import type { Patience } from '../../cloudflare/retry.ts';
import { unwritable } from '../bucket/spool.ts';
import { daySpan, daysOf } from '../days.ts';
import type { FetchEvent, Found, IsKnown } from '../found.ts';
import { Client, type Env } from './client.ts';
import { type DayOptions, gatherDay, inWords } from './day.ts';
import type { Mapping } from './mapping.ts';
import { type Persist, persistently } from './persist.ts';
import { Plan } from './plan.ts';
import { Unreached, unreached } from './refusal.ts';
import { parseTableUrl, type TableUrl } from './url.ts';

export interface AskOptions {
  env: Env;
  /** Days: `2026-10-04`, or `2026-10-04..2026-11-04` with an exclusive end. */
  day: string;
  /** The account that the table is of; empty if the database has only one. */
  account?: string | undefined;
  mapping?: Mapping | undefined;
  /** Folder for the answers. */
  spool: string;
  signal?: AbortSignal | undefined;
  onEvent?: ((event: FetchEvent) => void) | undefined;
  isKnown?: IsKnown | undefined;
  patience?: Partial<Patience> | undefined;
  /** Milliseconds without a sign of the server before a request is given up; ten minutes. */
  timeoutMs?: number | undefined;
  clock?: Clock | undefined;
  /** Requests that a day is divided into; as many as its size needs. */
  parts?: number | undefined;
}

/** A day that a table has records of. */
interface Day {
  day: string;
  /** How many records it has. */
  counted: string;
  version: string;
}

/** About five minutes of waiting at most: a server that starts again is met. */
const PATIENCE: Patience = { attempts: 8, waitMs: 300_000, baseMs: 500, capMs: 60_000 };

/** How often an address that nothing answers at is tried: pauses of some 2 s in all. */
const FIRST_TRIES = 3;

/** Hours of objects, and records, that one request is about at most. */
const PLACES = 2_000_000n;
const RECORDS = 100_000_000n;

/** The files of an address, and how many days were left out because they have not changed. */
export interface AskedDays {
  files: Found[];
  known: number;
}

/**
 * Asks a table for the sums of each day that has records, and writes a file of partial sums a day.
 * @throws FlaretallyError E_CLICKHOUSE_*, E_DAY, E_INTERRUPTED
 */
export async function askDays(address: string, options: AskOptions): Promise<AskedDays> {
  const url = parseTableUrl(address);
  const { first, end } = daySpan(options.day);
  const clock = options.clock ?? clockFrom(new Date());
  const signal = options.signal ?? new AbortController().signal;
  const persist = persistently({
    ...{ clock, signal, patience: { ...PATIENCE, ...options.patience } },
    onWait: (wait) => options.onEvent?.({ kind: 'waiting', ...wait }),
  });
  const { env, timeoutMs = 600_000 } = options;
  const client = await Client.open(url, { env, signal, timeoutMs });
  try {
    const version = await firstAnswer(client, url, persist, options);
    const mapping = options.mapping ?? {};
    const plan = await persist(url.says, () => Plan.of(client, version, url, mapping));
    const days = await persist(url.says, () => client.rows<Day>(plan.days(first, end)));
    const full = new Set(days.map(({ day }) => day));
    for (const day of daysOf({ first, end }).filter((one) => !full.has(one)))
      options.onEvent?.({ kind: 'empty', says: `${url.says} ${day}` });
    const found: AskedDays = { files: [], known: 0 };
    for (const day of days) {
      const file = await fileOf(day, url, { client, plan, persist }, options);
      if (file) found.files.push(file);
      else found.known += 1;
    }
    return found;
  } catch (error) {
    throw inWords(error, url.says);
  } finally {
    await client.close();
  }
}

/**
 * The version of the server. An address that is wrong is not tried as long as a server that was
 * there.
 * @throws FlaretallyError E_CLICKHOUSE_HOST
 */
async function firstAnswer(
  client: Client,
  url: TableUrl,
  persist: Persist,
  { patience }: AskOptions,
): Promise<string> {
  const tries = patience?.attempts ?? FIRST_TRIES;
  let tried = 0;
  return persist(url.says, async () => {
    try {
      return await client.version();
    } catch (error) {
      tried += 1;
      if (error instanceof Unreached && (error.isSilent || tried >= tries))
        throw unreached(url, error.message);
      throw error;
    }
  });
}

async function fileOf(
  { day, counted: records, version }: Day,
  url: TableUrl,
  tools: Pick<DayOptions, 'client' | 'plan' | 'persist'>,
  options: AskOptions,
): Promise<Found | undefined> {
  const says = `${url.says} ${day}`;
  const shown = `${version} ${tools.plan.digest(day).slice(0, 16)}`;
  if (options.isKnown?.(says, shown)) return undefined;
  const parts = options.parts ?? (await partsOf(day, records, says, tools));
  const onParts = (now: number) => options.onEvent?.({ kind: 'asked', says, records, parts: now });
  onParts(parts);
  const path = join(options.spool, `${url.host}-${url.database}.${url.table}-${day}.parquet`);
  await mkdir(options.spool, { recursive: true }).catch((error: unknown) => {
    throw unwritable(options.spool, error);
  });
  const answers = await Answers.open(join(options.spool, '.answers'));
  try {
    await gatherDay(answers, day, parts, { ...tools, says, draft: `${path}.answer`, onParts });
    const whole = { parts: 1, part: 0 };
    await answers.write(`${path}.part`, {
      ...{ account: options.account ?? '', source: url.says, day, server: tools.plan.server },
      hoursQuery: tools.plan.day('hours', day, whole),
      islandsQuery: tools.plan.day('islands', day, whole),
      rowsQuery: tools.plan.rows(),
    });
    await rename(`${path}.part`, path);
  } finally {
    answers.close();
  }
  return { path, isNamed: true, says, version: shown };
}

/** A day of few records is one request, whatever they are about. */
async function partsOf(
  day: string,
  records: string,
  says: string,
  { client, plan, persist }: Pick<DayOptions, 'client' | 'plan' | 'persist'>,
): Promise<number> {
  if (BigInt(records) <= PLACES) return 1;
  const [found] = await persist(says, () => client.rows<{ places: string }>(plan.places(day)));
  const [byPlaces, byRecords] = [BigInt(found?.places ?? '0') / PLACES, BigInt(records) / RECORDS];
  return Number(1n + (byPlaces > byRecords ? byPlaces : byRecords));
}

/** E_CLICKHOUSE_EMPTY: none of the days has a record. */
export function noRecords(address: string, day: string) {
  return usageError(
    'E_CLICKHOUSE_EMPTY',
    `${address} has no records on ${day}`,
    'check the days, and the unit of EventTimestampMs: --mapping with {"timeUnit": "ns"}',
  );
}
