import { delimiterOf, foundColumns } from '../store/csv-header.ts';
import { insertCsv } from '../store/csv-rows.ts';
import type { Database } from '../store/database.ts';
import type { Kind } from './detect.ts';
import type { InputFile } from './files.ts';
import type { LoadContext } from './load-context.ts';
import { refuseNearMisses } from './near-columns.ts';

/** The format of a list that people write. */
export interface List {
  kind: Kind;
  relation: string;
  required: readonly string[];
  optional: readonly string[];
}

/** Loads CSV lists. All files of one load together replace the account's list. */
export async function loadList(
  db: Database,
  files: readonly InputFile[],
  context: LoadContext,
  { kind, relation, required, optional }: List,
): Promise<void> {
  const replaced = new Set<string>();
  for (const file of files) {
    const account = context.requireAccount(file.path);
    if (!replaced.has(account)) {
      await db.run(`delete from ${relation} where account = $1`, [account]);
      await db.run('delete from raw.loads where account = $1 and kind = $2', [account, kind]);
      replaced.add(account);
    }
    context.addLoad(kind, account, file);
    await insertCsv(db, file, {
      relation,
      required,
      optional,
      constants: { load_id: file.digest, account },
      numberedBy: 'line',
      delimiter: delimiterOf(file.head),
      judge: (header) => {
        foundColumns(file.path, header, required);
        refuseNearMisses(file.path, header, [...required, ...optional]);
      },
    });
  }
}
