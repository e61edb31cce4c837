import { usageError } from '../errors.ts';
import { refusePruned } from '../ops/notes.ts';
import type { Period } from '../period.ts';
import { choosePeriod } from '../reading/choose-period.ts';
import type { Database } from '../store/database.ts';
import { openPublished } from '../store/readable.ts';
import type { RowSet } from '../words/rows.ts';
import { closestName } from '../words/suggest.ts';
import type { TenantsWish } from './check.ts';

/** How many of the nearest names are looked at: an account may have a hundred thousand. */
const NEAR = 20;

const UNKNOWN =
  'flaretally report resources lists them; if it is empty, load usage and a tenant map';

/** A tenant with its lines of the map and its resources, or a resource with its owners. */
export interface Owned {
  period: Period;
  kind: 'tenant' | 'resource';
  name: string;
  /** Lines of the map: of the tenant, or that match the resource, the deciding first. */
  lines: RowSet;
  /** The tenant's resources with their dollars, most first. */
  resources: RowSet | undefined;
}

/**
 * Who owns a resource, or what a tenant owns, and by which line of the map.
 * @throws FlaretallyError E_TENANTS_UNKNOWN with the nearest name, E_PERIOD_PRUNED
 */
export async function showTenants(name: string, wish: TenantsWish): Promise<Owned> {
  const db = await openPublished(wish.db);
  try {
    const period = await choosePeriod(db, wish);
    await refusePruned(db, period);
    const found = await find(db, period.account, name);
    const about = { period, kind: found.kind, name: found.name };
    return found.kind === 'tenant'
      ? { ...about, ...(await tenant(db, period, found.name)) }
      : { ...about, lines: await owners(db, period, found.keys), resources: undefined };
  } finally {
    db.close();
  }
}

async function tenant(db: Database, period: Period, name: string) {
  const lines = await db.query(
    `select line, kind, value, match, namespace, weight, valid_from, valid_to, resources, says
     from report.tenant_map where account = $1 and tenant = $2 order by line`,
    [period.account, name],
  );
  const resources = await db.query(
    `select usd, kind, value, namespace, products from report.resource_totals
     where account = $1 and period_id = $2 and tenant = $3
     order by usd desc, kind, value, namespace`,
    [period.account, period.period_id, name],
  );
  return { lines, resources };
}

/** Everybody who could own a resource on a day of the period. A script has all its objects. */
async function owners(db: Database, { starts_on, ends_on }: Period, keys: readonly string[]) {
  return db.query(
    `select
       tenant, is_decisive as decides, line, kind, value, greatest(from_on, $2::date) as from_on,
       least(to_on, $3::date) as to_on, count(*) as resources, match, namespace, weight, weights
     from report.ownership_reasons
     where resource_key in (select unnest(from_json($1, '["VARCHAR"]')))
       and from_on < $3::date and to_on > $2::date
     group by all
     order by decides desc, tenant, line, from_on, kind, value, namespace`,
    [JSON.stringify(keys), starts_on, ends_on],
  );
}

/**
 * A tenant of this name, else the resources of it. Letters may be written in another case, unless
 * names differ in nothing else.
 */
async function find(db: Database, account: string, name: string) {
  const rows = await db.rows<{ kind: 'tenant' | 'resource'; name: string; key: string | null }>(
    `select subject_kind as kind, name, resource_key as key from report.map_subjects
     where account = $1 and lower(name) = lower($2)
     qualify name = $2 or count(distinct name) over (partition by subject_kind) = 1
     order by name = $2 desc, kind = 'resource', name, key`,
    [account, name],
  );
  const [first] = rows;
  const keys = rows.flatMap(({ key }) => key ?? []);
  if (first) return { kind: first.kind, name: first.name, keys };
  const names = await db.rows<{ name: string }>(
    `select distinct name, levenshtein(lower(name), lower($2)) as edits
     from report.map_subjects where account = $1 order by edits, name limit ${NEAR}`,
    [account, name],
  );
  const near = closestName(
    name,
    names.map((one) => one.name),
  );
  throw usageError(
    'E_TENANTS_UNKNOWN',
    `no tenant and no resource is called "${name}"`,
    near ? `did you mean "${near}"?` : UNKNOWN,
  );
}
