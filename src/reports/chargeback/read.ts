import type { Database } from '../../store/database.ts';
import { provenance } from './provenance.ts';
import {
  type At,
  type Row,
  readAllTenants,
  readSection,
  SECTIONS,
  type SectionName,
} from './sections.ts';

/** Tenants that a page shows with their lines. The rest is in a file beside it. */
export const TENANTS_SHOWN = 200;

/** Every section of a statement as a page shows it. */
export interface Chargeback extends Readonly<Record<Exclude<SectionName, 'head'>, readonly Row[]>> {
  head: Row;
  /** What all tenants have together. */
  all: Row;
  /** The steps of each line from its usage to the cent. */
  steps: readonly Row[];
  /** Whether the page shows fewer tenants than there are. */
  isCut: boolean;
}

/** What a page leaves out, in the columns of its section. */
const SHOWN: Readonly<Partial<Record<SectionName, string>>> = {
  tenants: `tenant_rank <= ${TENANTS_SHOWN} or is_unattributed`,
  lines: `(tenant_rank <= ${TENANTS_SHOWN} or tenant = 'unattributed')
    and (usd <> 0 or predicted_usd <> 0)`,
};

/**
 * Reads a statement for a page.
 * @param made the version of the program and the command that make the report again
 */
export async function readChargeback(
  db: Database,
  at: At,
  made: { version: string; command: string },
): Promise<Chargeback> {
  const read = async (name: SectionName) =>
    (await readSection(db, SECTIONS[name], at, SHOWN[name])).rows as readonly Row[];
  const [head = {}] = await read('head');
  const tenants = await read('tenants');
  const last = tenants.findLast((row) => row.tenant !== 'unattributed');
  return {
    head: { ...head, account: at.account },
    all: await readAllTenants(db, at),
    waterfall: await read('waterfall'),
    tenants,
    lines: await read('lines'),
    corrections: await read('corrections'),
    days: await read('days'),
    statement: await read('statement'),
    steps: await db.rows<Row>(
      `select line_key, step_number, step, value, detail, rule from report.explanation_steps
       where account = $1 and period_id = $2 and step_number < 14
       order by line_key, step_number, step`,
      [at.account, at.period_id],
    ),
    findings: await read('findings'),
    coverage: await read('coverage'),
    unknowns: await read('unknowns'),
    provenance: await provenance(db, at, made),
    isCut: Number(last?.smaller_tenants ?? 0) > 0,
  };
}
