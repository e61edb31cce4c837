import type { RowSet } from '../../rows.ts';
import type { Database } from '../../store/database.ts';
import type { ResolvedRule } from '../order.ts';
import { PARTITIONS } from '../rule-file.ts';
import { contentOf, differenceOf } from './difference.ts';
import type { Ground } from './ground.ts';
import { conditionOn, type Slice } from './slice.ts';
import { type Touched, UNTOUCHED, union, WHOLE } from './touched.ts';

/** Rows up to which a table that is computed whole is compared with what it was. */
const MOST_ROWS_COMPARED = 50_000;

/** Makes a table, in slices where it would not fit in memory at once. */
export async function create(ground: Ground, rule: ResolvedRule): Promise<Touched> {
  const { db } = ground;
  const [partition] = rule.header.partitions;
  const tiles = partition ? (await ground.calendar()).tiles(partition, ground.rowsAtOnce) : [];
  if (tiles.length === 0) {
    await db.run(`create or replace table ${rule.relation} as ${rule.sql}`);
  } else {
    const body = rule.sql.replace(/;\s*$/, '');
    await db.run(`create or replace table ${rule.relation} as ${body}\nwith no data`);
    ground.columns.forget();
    for (const tile of tiles) await insert(ground, rule, tile);
  }
  // Without these columns a part could not be told from the whole, and would take its place.
  if (partition) await db.run(`select ${PARTITIONS[partition]} from ${rule.relation} limit 0`);
  await comment(db, rule);
  ground.columns.forget();
  const [some] = await db.rows(`select 1 from ${rule.relation} limit 1`);
  return some ? WHOLE : UNTOUCHED;
}

async function insert({ parts, columns, db }: Ground, rule: ResolvedRule, slice: Slice) {
  await parts.within(rule, slice, await columns.get(), (select) =>
    db.run(`insert into ${parts.whole(rule.relation)} ${select}`),
  );
}

/** Computes a table that exists anew, whole, and keeps it if that makes no difference. */
export async function computeWhole(ground: Ground, rule: ResolvedRule): Promise<Touched> {
  const { db, columns } = ground;
  const { relation, header } = rule;
  const [held] = await db.rows<{ rows: string }>(`select count(*) as rows from ${relation}`);
  const rows = Number(held?.rows);
  if (rows > MOST_ROWS_COMPARED) {
    await create(ground, rule);
    return WHOLE;
  }
  if (rows === 0) return create(ground, rule);
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
