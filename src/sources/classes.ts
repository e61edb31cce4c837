import { insertCsv } from '../store/csv-rows.ts';
import type { Database } from '../store/database.ts';
import type { InputFile } from './files.ts';
import type { LoadContext } from './load-context.ts';

/**
 * Loads lists of Durable Object classes: how each accepts sockets. A list replaces the one that the
 * account had.
 */
export async function loadClasses(db: Database, files: readonly InputFile[], context: LoadContext) {
  const replaced = new Set<string>();
  for (const file of files) {
    const account = context.requireAccount(file.path);
    if (!replaced.has(account)) {
      await db.run(`delete from raw.classes where account = $1`, [account]);
      await db.run(`delete from raw.loads where account = $1 and kind = 'classes'`, [account]);
      replaced.add(account);
    }
    context.addLoad('classes', account, file);
    await insertCsv(db, file.path, {
      relation: 'raw.classes',
      required: ['class', 'mode'],
      optional: ['script', 'compatibility_date'],
      constants: { load_id: file.digest, account },
      numberedBy: 'line',
    });
  }
}
