import { EXIT, FlaretallyError } from '../errors.ts';
import type { Database } from './database.ts';

/** Where rows of REST answers go. */
const LISTED = [
  'billable_usage',
  'billing_anchors',
  'namespaces',
  'resource_names',
  'scripts',
  'subscriptions',
];

/**
 * @throws FlaretallyError E_ALL_REJECTED when rows of one of the files were rejected and none was
 *   kept: it is of another shape than it looks
 */
export async function requireKept(db: Database, digests: readonly string[]): Promise<void> {
  const listed = LISTED.map((name) => `union all select load_id from raw.${name}`).join(' ');
  const [lost] = await db.rows<{ source_file: string; reason: string; line: string | null }>(
    `select source_file, line::varchar as line, reason
     from raw.rejects
     where load_id in (select unnest($1::json::varchar[])) and load_id not in (
       select load_id from raw.log_files where events > 0
       union all select load_id from raw.captures where row_count > rejected_rows ${listed}
     )
     order by source_file, line limit 1`,
    [JSON.stringify(digests)],
  );
  if (!lost) return;
  throw new FlaretallyError({
    code: 'E_ALL_REJECTED',
    what: `no row of ${lost.source_file} can be read`,
    why: `${lost.line === null ? '' : `row ${lost.line}: `}${lost.reason}`,
    fix: 'correct the file, or leave it out; nothing was loaded',
    exit: EXIT.failed,
  });
}
