import type { Database } from '../../store/database.ts';
import type { RowSet } from '../../words/rows.ts';
import { bodyOf } from '../declared-columns.ts';
import type { ResolvedRule } from '../order.ts';
import { PARTITIONS } from '../rule-file.ts';
import { contentOf, differenceOf } from './difference.ts';
import type { Ground } from './ground.ts';
import { conditionOn, type Slice } from './slice.ts';
import { type Touched, UNTOUCHED, union, WHOLE } from './touched.ts';

/** Rows up to which a table that is computed whole is compared with what it was. */
const MOST_ROWS_COMPARED = 50_000;

/** Makes a table that is new, or new as its rule has it. */
export async function create(ground: Ground, rule: ResolvedRule): Promise<Touched> {
  const { db } = ground;
  const [partition] = rule.header.partitions;
  await db.run(`create or replace table ${rule.relation} as ${bodyOf(rule)} with no data`);
  // Without these columns a part could not be told from the whole, and would take its place.
  if (partition) await db.run(`select ${PARTITIONS[partition]} from ${rule.relation} limit 0`);
  await comment(db, rule);
  ground.columns.forget();
  return fill(ground, rule);
}

/** Computes a table that has no row, in slices where it would not fit in memory at once. */
async function fill(ground: Ground, rule: ResolvedRule): Promise<Touched> {
  const { db, parts, columns } = ground;
  const [partition] = rule.header.partitions;
  const tiles = partition ? (await ground.calendar()).tiles(partition, ground.rowsAtOnce) : [];
  const insert = async (select: string) => {
    const [made] = await db.rows<{ Count: string }>(
      `insert into ${parts.whole(rule.relation)} ${select}`,
    );
    return made?.Count !== '0';
  };
  let hasRows = tiles.length === 0 && (await insert(bodyOf(rule)));
  for (const tile of tiles) {
    const isFilled = await parts.within(rule, tile, await columns.get(), insert);
    hasRows ||= isFilled;
  }
  return hasRows ? WHOLE : UNTOUCHED;
}

/** Computes a table that exists anew, whole, and keeps it if that makes no difference. */
export async function computeWhole(ground: Ground, rule: ResolvedRule): Promise<Touched> {
  const { db, columns, empty } = ground;
  const { relation, header } = rule;
  if (empty.has(relation)) return fill(ground, rule);
  const [held] = await db.rows<{ rows: string }>(`select count(*) as rows from ${relation}`);
  if (Number(held?.rows) > MOST_ROWS_COMPARED) {
    await create(ground, rule);
    return WHOLE;
  }
  await db.run(`create or replace temp table fresh as ${rule.sql}`);
  const own = (await columns.get()).get(relation) ?? new Set();
  const touched = await differenceOf(db, 'fresh', relation, own, header.days);
  if (touched.isChanged) {
    await db.run(`create or replace table ${relation} as from fresh`);
    await comment(db, rule);
  }
  return touched;
}

/** Computes partitions of a table that exists, and replaces those that differ. */
export async function computeParts(
  ground: Ground,
  rule: ResolvedRule,
  keys: ReadonlySet<string>,
): Promise<Touched> {
  const [partition] = rule.header.partitions;
  if (!partition) return computeWhole(ground, rule);
  const calendar = await ground.calendar();
  const all: Touched[] = [];
  for (const batch of calendar.batches(partition, keys, ground.rowsAtOnce))
    all.push(await computeSlice(ground, rule, calendar.slice(partition, batch)));
  return union(all);
}

async function computeSlice(ground: Ground, rule: ResolvedRule, slice: Slice): Promise<Touched> {
  const { db, parts, columns } = ground;
  const all = await columns.get();
  const own = all.get(rule.relation) ?? new Set();
  const whole = parts.whole(rule.relation);
  const held = `${whole} where ${conditionOn(own, slice) ?? 'true'}`;
  await parts.within(rule, slice, all, (select) =>
    db.run(`create or replace temp table fresh as ${select}`),
  );
  const [some] = await db.rows(`select 1 from ${held} limit 1`);
  if (!some) {
    await db.run(`insert into ${whole} from fresh`);
    return contentOf(db, 'fresh', own);
  }
  const touched = await differenceOf(db, 'fresh', held, own);
  if (touched.isChanged) await db.run(`delete from ${held}; insert into ${whole} from fresh`);
  return touched;
}

/** What a view has in the partitions that are touched; all of it where that cannot be told. */
export async function touchedRows(
  { db, parts, columns, calendar }: Ground,
  rule: ResolvedRule,
  touched: Touched,
): Promise<RowSet> {
  const [partition] = rule.header.partitions;
  const days = partition && !touched.isWhole ? await calendar() : undefined;
  const keys = partition && days?.keys(partition, touched);
  if (!keys || !days) return db.query(`from ${rule.relation}`);
  const slice = days.slice(partition, keys);
  return parts.within(rule, slice, await columns.get(), (select) => db.query(select));
}

export async function comment(db: Database, { relation, header }: ResolvedRule): Promise<void> {
  const kind = header.kind === 'view' ? 'view' : 'table';
  await db.run(`comment on ${kind} ${relation} is '${header.says.replaceAll("'", "''")}'`);
}
