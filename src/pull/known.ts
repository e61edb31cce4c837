import { existsSync } from 'node:fs';
import type { Database } from '../store/database.ts';
import { openPublished } from '../store/readable.ts';
import { type BoundsWish, type KnownBounds, knownBounds } from './bounds.ts';
import { scriptsToAsk } from './scripts.ts';

/** What the published database says before anything is asked. */
export interface Known {
  /** When each dataset and day was captured, by `dataset/slicing/day`. */
  slices: ReadonlyMap<string, string>;
  scripts: readonly string[];
  bounds: KnownBounds;
}

const NOTHING: Known = { slices: new Map(), scripts: [], bounds: {} };

/**
 * Reads everything at once, because opening a database takes longer than asking it.
 * @param divided datasets that are now asked for by more dimensions than usual: what was saved of
 * them does not count
 * @throws FlaretallyError E_DB_FORMAT, E_PERIOD_SEVERAL
 */
export async function readKnown(
  path: string,
  wish: BoundsWish,
  divided: readonly string[],
): Promise<Known> {
  if (!existsSync(path)) return NOTHING;
  const db = await openPublished(path);
  try {
    return {
      slices: await knownSlices(db, wish.account, divided),
      scripts: await scriptsToAsk(db, wish.account),
      bounds: await knownBounds(db, wish),
    };
  } finally {
    db.close();
  }
}

async function knownSlices(
  db: Database,
  account: string,
  divided: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.rows<{ key: string; at: string }>(
    `select concat_ws(
         '/', dataset, slicing, usage_on, case when is_hourly then 'hours' end
       ) as key,
       strftime(captured_at, '%Y-%m-%dT%H:%M:%SZ') as at
     from usage.pulled_days where account = $1 and captured_at is not null`,
    [account],
  );
  const kept = rows.filter(({ key }) => !divided.includes(key.split('/')[0] ?? ''));
  return new Map(kept.map(({ key, at }) => [key, at]));
}
