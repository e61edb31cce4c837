import { usageError } from '../errors.ts';
import { openPublished } from '../store/readable.ts';
import type { RowSet } from '../words/rows.ts';

/** A statement as it was issued. */
export interface Issued {
  /** The row of `report.statements`. */
  statement: Readonly<Record<string, string | null>>;
  lines: RowSet;
}

/** Every statement that was issued, of one account or all, the newest period first. */
export async function listStatements(db: string, account?: string): Promise<RowSet> {
  const found = await openPublished(db);
  try {
    return await found.query(
      `select statement, tenant, basis, issued_at, told_usd, total_usd, change_usd, reason
       from report.statements where account = coalesce($1, account)
       order by period_id desc, account, tenant, version`,
      [account ?? null],
    );
  } finally {
    found.close();
  }
}

/**
 * A statement by its name, with its lines: what was told before, what it told, and the change.
 * @throws FlaretallyError E_STATEMENTS_UNKNOWN, E_ACCOUNT_NEEDED
 */
export async function readStatement(
  db: string,
  name: string,
  account: string | undefined,
): Promise<Issued> {
  const found = await openPublished(db);
  try {
    const rows = await found.rows<Record<string, string | null>>(
      `select * from report.statements
       where lower(statement) = lower($1) and account = coalesce($2, account)
       qualify statement = $1
         or (not max(statement = $1) over () and count(distinct statement) over () = 1)
       order by account`,
      [name, account ?? null],
    );
    const [statement] = rows;
    if (!statement) throw unknown(name, await near(found, name, account));
    if (rows.length > 1)
      throw usageError(
        'E_ACCOUNT_NEEDED',
        `${rows.length} accounts have a statement ${name}`,
        `name one with --account: ${rows.map((row) => row.account).join(', ')}`,
      );
    const lines = await found.query(
      `select name, quantity, unit, price_says as price, told_usd, amount_usd,
         amount_usd - coalesce(told_usd, 0) as change_usd, says
       from staging.issued_lines
       where account = $1 and period_id = $2 and tenant = $3 and version = $4
       order by line_number, line_key`,
      ['account', 'period_id', 'tenant', 'version'].map((column) => statement[column] ?? null),
    );
    return { statement, lines };
  } finally {
    found.close();
  }
}

type Database = Awaited<ReturnType<typeof openPublished>>;

async function near(db: Database, name: string, account: string | undefined) {
  const [found] = await db.rows<{ statement: string }>(
    `select statement from report.statements where account = coalesce($2, account)
     order by levenshtein(lower(statement), lower($1)), statement limit 1`,
    [name, account ?? null],
  );
  return found?.statement;
}

function unknown(name: string, nearest: string | undefined) {
  return usageError(
    'E_STATEMENTS_UNKNOWN',
    `no statement is called "${name}"`,
    nearest === undefined
      ? 'none was issued yet: flaretally statements issue'
      : `did you mean "${nearest}"?`,
  );
}
