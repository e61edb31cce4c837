import type { Database } from '../../store/database.ts';
import type { Catalog } from '../catalogued.ts';
import { type Fingerprint, isOfAnswers } from '../fingerprints.ts';
import { type Touched, UNTOUCHED, WHOLE } from './touched.ts';

/**
 * What has changed in the filled tables since the database was built. For rows of answers it is the
 * new or removed answers. For other tables it is anything or nothing.
 */
export async function touchedDeclared(
  db: Database,
  catalog: Catalog,
  contents: ReadonlyMap<string, string>,
  old: ReadonlyMap<string, Fingerprint>,
): Promise<Map<string, Touched>> {
  const touched = new Map<string, Touched>();
  for (const [relation, content] of contents)
    touched.set(relation, old.get(relation)?.content === content ? UNTOUCHED : WHOLE);
  const isBuilt = old.has('staging.captures');
  const captures = isBuilt ? await newCaptures(db, catalog) : new Map<string, Touched>();
  for (const rule of catalog.rules)
    if (isBuilt && old.has(rule.relation) && isOfAnswers(rule, catalog))
      touched.set(rule.relation, captures.get(rule.name) ?? UNTOUCHED);
  return touched;
}

/** The answers that were added or removed since, by the table that holds their rows. */
async function newCaptures(db: Database, { datasets }: Catalog): Promise<Map<string, Touched>> {
  const rows = await db.rows<{ capture_id: string; dataset: string }>(
    `select capture_id, coalesce(r.dataset, s.dataset) as dataset
     from raw.captures as r full join staging.captures as s using (capture_id)
     where r.capture_id is null or s.capture_id is null`,
  );
  const touched = new Map<string, Touched>();
  for (const { dataset, relation } of datasets) {
    const own = rows.filter((row) => row.dataset === dataset).map(({ capture_id }) => capture_id);
    if (own.length > 0)
      touched.set(relation, { ...UNTOUCHED, isChanged: true, captures: new Set(own) });
  }
  return touched;
}
