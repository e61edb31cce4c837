import { usageError } from '../errors.ts';
import { readCatalog } from '../rules/catalog.ts';
import { declare } from '../rules/declare.ts';
import { Database } from '../store/database.ts';
import type { RowSet } from '../words/rows.ts';
import { closest } from '../words/suggest.ts';

/**
 * What a line of the map may be about (`kinds`), in the order in which lines decide, or lines that
 * fit many accounts (`presets`), all or the named one. It needs no database.
 * @throws FlaretallyError E_TENANTS_PRESET with the nearest name
 */
export async function readKnown(what: 'kinds' | 'presets', name?: string): Promise<RowSet> {
  const db = await Database.open(':memory:');
  try {
    await declare(db, readCatalog());
    if (what === 'kinds')
      return await db.query(
        `select place as precedence, kind, is_object as takes_namespace, says
         from ref.tenant_kinds order by place`,
      );
    const presets = await db.query('from ref.tenant_presets order by preset');
    if (name === undefined) return presets;
    const rows = presets.rows.filter(({ preset }) => preset === name);
    if (rows.length > 0) return { ...presets, rows };
    throw unknown(
      name,
      presets.rows.map(({ preset }) => `${preset}`),
    );
  } finally {
    db.close();
  }
}

function unknown(name: string, known: readonly string[]) {
  const near = closest(name, known);
  const fix = near ? `did you mean ${near}?` : `presets: ${known.join(', ')}`;
  return usageError('E_TENANTS_PRESET', `there is no preset "${name}"`, fix);
}
