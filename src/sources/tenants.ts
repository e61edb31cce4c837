import { insertCsv } from '../store/csv-rows.ts';
import type { Database } from '../store/database.ts';
import type { InputFile } from './files.ts';
import type { LoadContext } from './load-context.ts';

/** Loads tenant maps. A map replaces the one that the account had. */
export async function loadTenants(db: Database, files: readonly InputFile[], context: LoadContext) {
  const replaced = new Set<string>();
  for (const file of files) {
    const account = context.requireAccount(file.path);
    if (!replaced.has(account)) {
      await db.run(`delete from raw.tenants where account = $1`, [account]);
      await db.run(`delete from raw.loads where account = $1 and kind = 'tenants'`, [account]);
      replaced.add(account);
    }
    context.addLoad('tenants', account, file);
    await insertCsv(db, file.path, {
      relation: 'raw.tenants',
      required: ['tenant', 'kind', 'value'],
      optional: ['namespace', 'valid_from', 'valid_to'],
      constants: { load_id: file.digest, account },
      numberedBy: 'line',
    });
  }
}
