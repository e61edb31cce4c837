import { usageError } from '../../errors.ts';
import { refusePruned } from '../../ops/notes.ts';
import type { Period } from '../../period.ts';
import { OUR_FILES } from '../../reports/chargeback/file-name.ts';
import { provenance } from '../../reports/chargeback/provenance.ts';
import {
  type Row,
  readAllTenants,
  readSection,
  SECTIONS,
} from '../../reports/chargeback/sections.ts';
import { splitByTenant } from '../../reports/chargeback/split.ts';
import { knownOnly } from '../../reports/completeness.ts';
import type { Database } from '../../store/database.ts';
import { counted } from '../../words/counted.ts';
import { visible } from '../../words/visible.ts';
import type { Writer } from './io.ts';
import { packageVersion } from './version.ts';
import { fillFolder } from './write-folder.ts';

interface SplitArgs {
  out?: string | undefined;
  format?: string | undefined;
  splitBy?: string | undefined;
  force: boolean;
}

/**
 * Writes a folder with a page and a CSV for each tenant, and an index for the operator.
 * @throws FlaretallyError E_CHARGEBACK_FORM, E_CHARGEBACK_PRICES, E_FOLDER_NOT_EMPTY,
 *   E_FOLDER_FOREIGN, E_FOLDER_FILE
 */
export async function writeSplit(
  db: Database,
  find: () => Promise<Period>,
  { out, format, splitBy, force }: SplitArgs,
  stderr: Writer,
): Promise<void> {
  if (out === undefined || format !== undefined) {
    throw usageError(
      'E_CHARGEBACK_FORM',
      'files of tenants need a folder, and take no --format',
      'flaretally report chargeback --split-by tenant --out DIR',
    );
  }
  const period = await find();
  await refusePruned(db, period);
  for (const says of knownOnly(period)) stderr.write(`${says}\n`);
  await refuseOwnPrices(db, period);
  // What a tenant gets does not name the account.
  const days = `${period.starts_on}..${period.ends_on}`;
  const command = `flaretally report chargeback --split-by ${splitBy} --period ${days}`;
  const { rows } = await readSection(db, SECTIONS.head, period);
  const head = { ...(rows[0] as Row), account: period.account };
  const made = { version: packageVersion(), command };
  const all = await readAllTenants(db, period);
  const frame = { head, all, provenance: await provenance(db, period, made) };
  let tenants = 0;
  const isOurs = (name: string) => OUR_FILES.test(name);
  await fillFolder(out, { isForced: force, isOurs }, async (put) => {
    tenants = await splitByTenant(db, period, frame, put);
  });
  stderr.write(`${visible(out)}: index.html and the files of ${counted(tenants, 'tenant')}\n`);
}

/**
 * These files have what Cloudflare charges: with your own prices they would tell your margin.
 * @throws FlaretallyError E_CHARGEBACK_PRICES
 */
async function refuseOwnPrices(db: Database, { account, period_id }: Period): Promise<void> {
  const prices = await db.rows(
    'select 1 from params.tenant_prices where account = $1 and period_id = $2 limit 1',
    [account, period_id],
  );
  if (prices.length === 0) return;
  throw usageError(
    'E_CHARGEBACK_PRICES',
    'the period has a price list, and these files would tell tenants what they cost you',
    'flaretally statements issue tells what they owe; report chargeback --out is for yourself',
  );
}

/** @throws FlaretallyError E_REPORT_EXTRA if another report is to be split */
export function refuseSplit({ name, splitBy }: { name: string | undefined } & Partial<SplitArgs>) {
  if (splitBy === undefined) return;
  const what = `the report ${name} is not split`;
  throw usageError('E_REPORT_EXTRA', what, 'report chargeback takes --split-by');
}
