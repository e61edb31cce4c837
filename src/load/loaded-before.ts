import { type FlaretallyError, usageError } from '../errors.ts';
import type { Kind } from '../sources/detect.ts';
import type { InputFile } from '../sources/files.ts';
import type { Database } from '../store/database.ts';
import { columnsOf } from '../store/insert.ts';

/**
 * Kinds of files that name their account, or may. The account need not be given when they are
 * loaded.
 */
const NAMES_ACCOUNT: ReadonlySet<Kind> = new Set(['graphql', 'rest', 'log_partials']);

const SUMMARIZED = `union all
  select source_id, account from raw.log_summarized join raw.log_files using (load_key)`;

/**
 * The account of each file in the database, by the digest of the file. A log file is there too if
 * a file of partial sums has it. A database of an older version knows no partial sums.
 */
export async function loadedBefore(db: Database): Promise<ReadonlyMap<string, string>> {
  const isOlder = (await columnsOf(db, 'raw.log_summarized')).length === 0;
  const rows = await db.rows<{ load_id: string; account: string }>(
    `select load_id, account from raw.loads ${isOlder ? '' : SUMMARIZED}`,
  );
  return new Map(rows.map(({ load_id, account }) => [load_id, account]));
}

/**
 * A file is identified by its content and belongs to one account. If it were skipped as loaded
 * before, it would be missing for the account that is named now.
 * @throws FlaretallyError E_ACCOUNT_OTHER
 */
export function requireOwn(
  kinds: ReadonlyMap<InputFile, Kind | undefined>,
  known: ReadonlyMap<string, string>,
  account: string | undefined,
): void {
  if (account === undefined) return;
  for (const [{ path, digest }, kind] of kinds) {
    const owner = known.get(digest);
    if (!kind || NAMES_ACCOUNT.has(kind) || owner === undefined || owner === account) continue;
    throw loadedFor(path, kind, owner, account);
  }
}

function loadedFor(path: string, kind: Kind, owner: string, account: string): FlaretallyError {
  const copy = `load a copy with a column account that says ${account}`;
  return usageError(
    'E_ACCOUNT_OTHER',
    `${path} was loaded before, for the account ${owner} and not for ${account}`,
    kind === 'tenants' ? `if the map holds for both, ${copy}` : 'check --account, and the file',
  );
}
