import { rm } from 'node:fs/promises';
import { EXIT, FlaretallyError } from '../../../errors.ts';
import type { Answers, PartCount } from '../../../store/logs/answer.ts';
import type { Client } from './client.ts';
import type { Persist } from './persist.ts';
import type { Plan, Slice } from './plan.ts';
import { TooLarge } from './refusal.ts';

/** Requests into which a day is divided at most. */
const MOST_PARTS = 1024;

/** How much smaller the requests become when one was too large. */
const FINER = 4;

/** How often a day is asked for while records are still added to it. */
const TRIES = 3;

/** Records were added to the day between two requests. */
class Moved extends Error {}

export interface DayOptions {
  client: Client;
  plan: Plan;
  persist: Persist;
  /** Its name in messages. */
  says: string;
  /** A file for answers on their way, which may be replaced. */
  draft: string;
  /** Called before each attempt but the first, with the number of requests. */
  onParts: (parts: number) => void;
}

/**
 * Asks for a day whole: all of its parts, or an error. Where the server lacks memory or time, the
 * requests become smaller. Each answer counts the records of the whole day too, so that no part is
 * missing and no record was added in between.
 * @throws FlaretallyError E_CLICKHOUSE_*
 */
export async function gatherDay(
  answers: Answers,
  day: string,
  parts: number,
  options: DayOptions,
): Promise<void> {
  let [finer, moved] = [parts, 0];
  for (;;) {
    await answers.clear();
    try {
      await gatherParts(answers, day, finer, options);
      return;
    } catch (error) {
      if (error instanceof TooLarge && finer < MOST_PARTS) {
        finer = Math.min(MOST_PARTS, finer * FINER);
      } else if (error instanceof Moved && moved < TRIES - 1) moved += 1;
      else throw inWords(error, options.says, finer);
      options.onParts(finer);
    } finally {
      await rm(options.draft, { force: true });
    }
  }
}

async function gatherParts(
  answers: Answers,
  day: string,
  parts: number,
  options: DayOptions,
): Promise<void> {
  let [whole, sum] = ['', 0n];
  for (let part = 0; part < parts; part++) {
    const slice = { parts, part };
    const hours = await gather(answers, 'hours', day, slice, options);
    await gather(answers, 'islands', day, slice, options);
    if (whole !== '' && hours.dayRecords !== whole) throw new Moved();
    whole = hours.dayRecords;
    sum += BigInt(hours.records);
  }
  if (String(sum) !== whole) throw new Moved();
}

/** One answer, checked by its own counts. */
async function gather(
  answers: Answers,
  name: 'hours' | 'islands',
  day: string,
  slice: Slice,
  { client, plan, persist, says, draft }: DayOptions,
): Promise<PartCount> {
  const query = plan.day(name, day, slice);
  const count = await persist(says, async () => {
    await client.save(query, draft);
    return name === 'hours'
      ? answers.addHours(draft, plan.rename)
      : answers.addIslands(draft, plan.rename);
  });
  if (!count.isExact) throw tooGreat(says);
  if (count.records !== count.summed) throw new Moved();
  return count;
}

function tooGreat(says: string): FlaretallyError {
  return new FlaretallyError({
    code: 'E_CLICKHOUSE_SUM',
    what: `${says} has a time, a number of rows or a size that cannot be right`,
    why: 'its sum would not fit into 64 bits',
    fix: 'look for the greatest WallTimeMs, CPUTimeMs and usage lines of the day',
    exit: EXIT.failed,
  });
}

/** What a day, or a table, that is not answered has met, for a person. */
export function inWords(error: unknown, says: string, parts = 1): unknown {
  if (error instanceof Moved)
    return new FlaretallyError({
      code: 'E_CLICKHOUSE_CHANGED',
      what: `${says} changes while it is read`,
      why: 'the sums and the count of one query differ, or the counts of two do',
      fix: 'ask again when the day is complete; nothing of it was loaded',
      exit: EXIT.failed,
    });
  if (error instanceof TooLarge)
    return new FlaretallyError({
      code: 'E_CLICKHOUSE_LIMIT',
      what: `${says} needs more memory or time than the server gives`,
      why: parts === 1 ? error.message : `${error.message} (in ${parts} requests)`,
      fix: 'raise max_memory_usage or max_execution_time in the profile of the user',
      exit: EXIT.failed,
    });
  return error;
}
