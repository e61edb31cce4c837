import type { Database } from '../../store/database.ts';
import type { RowSet } from '../../words/rows.ts';
import { provenance } from './provenance.ts';
import { type At, readSection, SECTIONS, type SectionName } from './sections.ts';

/** The program and the command that make a report again. */
export interface Made {
  version: string;
  command: string;
}

/** The rows of each section. */
export type Sections = Readonly<Record<SectionName, RowSet>>;

/** Reads every section whole, for forms without a page to fill. */
export async function readAll(db: Database, at: At, made: Made): Promise<Sections> {
  const found: Partial<Record<SectionName, RowSet>> = {};
  for (const name of Object.keys(SECTIONS) as SectionName[]) {
    found[name] = await readSection(db, SECTIONS[name], at);
  }
  const columns = (found.provenance?.columns ?? []).filter(({ name }) => name !== 'item_number');
  return { ...found, provenance: { columns, rows: await provenance(db, at, made) } } as Sections;
}
