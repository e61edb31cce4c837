import { z } from 'zod';
import { SECTIONS, type SectionName } from '../../src/reports/chargeback/sections.ts';
import type { Database } from '../../src/store/database.ts';
import { columnsOf } from '../../src/store/insert.ts';

const [MONEY, DAY, WHOLE] = [/^-?\d+\.\d+$/, /^\d{4}-\d{2}-\d{2}$/, /^-?\d+$/];

/**
 * What the JSON of the chargeback report is: from the columns of its relations, and from their first
 * comments what a section holds. Any value may be null where nobody knows it.
 * @param object how to take fields that are not named: a reader should let them pass
 */
export async function chargebackSchema(
  db: Database,
  object: typeof z.looseObject | typeof z.strictObject,
) {
  const comments = await db.rows<{ name: string; says: string }>(
    `select view_name as name, comment as says from duckdb_views() where schema_name = 'report'
     union all select table_name, comment from duckdb_tables() where schema_name = 'report'`,
  );
  const sections: Record<string, z.ZodType> = {};
  for (const [name, { relation }] of Object.entries(SECTIONS)) {
    const columns = (await columnsOf(db, relation)).filter(([column]) => isShown(name, column));
    const row = object(Object.fromEntries(columns.map(([column, type]) => [column, cell(type)])));
    const says = comments.find((one) => `report.${one.name}` === relation)?.says ?? '';
    const shape = (name as SectionName) === 'head' ? row.nullable() : z.array(row);
    sections[name] = shape.describe(says);
  }
  return object({
    schema_version: z.literal(1),
    account: z.string(),
    period_id: z.string().regex(DAY).describe('the day on which the billing period starts'),
    ...sections,
  });
}

function isShown(section: string, column: string): boolean {
  const hidden = ['account', 'period_id', ...(section === 'provenance' ? ['item_number'] : [])];
  return !hidden.includes(column);
}

function cell(type: string): z.ZodType {
  if (type.startsWith('DECIMAL')) return z.string().regex(MONEY).nullable();
  if (['BIGINT', 'HUGEINT', 'UBIGINT'].includes(type)) return z.string().regex(WHOLE).nullable();
  if (type === 'INTEGER') return z.int().nullable();
  if (type === 'BOOLEAN') return z.boolean().nullable();
  if (type === 'DATE') return z.string().regex(DAY).nullable();
  if (type === 'VARCHAR') return z.string().nullable();
  throw new Error(`the schema knows no ${type}`);
}
