import type { Database } from '../store/database.ts';
import { columnsOfBuilt } from '../store/insert.ts';
import { identifier, literal } from '../store/quote.ts';
import { type Meanings, meaningOf, meaningText } from './column-meanings.ts';
import type { Rule } from './rule-file.ts';

/**
 * Writes the sentence of a relation and what its columns mean into the database, where people find
 * them in `duckdb_tables()` and `duckdb_columns()`.
 * @param glossary what columns mean; without it only the sentence is written
 */
export async function comment(db: Database, rule: Rule, glossary?: Meanings): Promise<void> {
  const { relation, header } = rule;
  const kind = header.kind === 'view' ? 'view' : 'table';
  const statements = [`comment on ${kind} ${relation} is ${literal(header.says)};`];
  for (const [name] of glossary ? await columnsOfBuilt(db, relation) : []) {
    const meaning = meaningOf(glossary ?? {}, rule, name);
    if (meaning === undefined) continue;
    const column = `${relation}.${identifier(name)}`;
    statements.push(`comment on column ${column} is ${literal(meaningText(meaning))};`);
  }
  await db.run(statements.join('\n'));
}
