import { EXIT, type ExitCode } from '../errors.ts';
import { opsViews } from '../ops/views.ts';
import { rulesFingerprint } from '../rules/built-by.ts';
import { readCatalog } from '../rules/catalog.ts';
import type { Database } from '../store/database.ts';
import { openPublished } from '../store/readable.ts';
import { type RowSet, textRows } from '../words/rows.ts';
import { computedAgain } from './again.ts';
import { type Close, type CloseWish, findClose } from './find-close.ts';
import { inputsDigest, resultsDigest } from './results.ts';

export interface VerifyWish extends CloseWish {
  db: string;
  queries?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** What came of verifying a close. */
export interface Verified {
  close: Close;
  exit: ExitCode;
  /** What was verified, digest by digest: `is` is null where it cannot be computed. */
  digests: RowSet;
  /** Sentences for people, the first difference among them. */
  says: readonly string[];
}

/**
 * Computes a closed period again from its inputs and compares digests and figures with what the
 * close froze. Without the rows that it was computed from, only what the close keeps is verified.
 * @throws FlaretallyError E_CLOSE_UNKNOWN
 */
export async function verifyClose(wish: VerifyWish): Promise<Verified> {
  const { close, kept, missing } = await readKept(wish);
  const digests = [
    { part: 'inputs', was: close.inputs_digest, is: kept.inputs },
    { part: 'kept results', was: close.results_digest, is: kept.results },
  ];
  const broken = digests.filter(({ was, is }) => was !== is).map(({ part }) => part);
  if (broken.length > 0) {
    const says = [`what the close keeps was changed afterwards: ${broken.join(', ')}`];
    return verdict(close, EXIT.failed, digests, says);
  }
  const why = close.is_pruned ? 'its rows were pruned' : missingSays(missing);
  if (why !== undefined) {
    const exit = close.is_pruned ? EXIT.ok : EXIT.incomplete;
    const unknown = { part: 'results', was: close.results_digest, is: null };
    return verdict(
      close,
      exit,
      [...digests, unknown],
      [`only the manifest and the kept results were checked: ${why}`],
    );
  }
  const catalog = readCatalog(wish.queries);
  return computedAgain(wish.db, catalog, close, wish.signal, async (db) => {
    const rules = await rulesFingerprint(db, catalog);
    const results = await resultsDigest(db, { ...close, version: 0 });
    const difference = await firstDifference(db, close);
    const all = [
      ...digests,
      { part: 'rules', was: close.rules_digest, is: rules },
      { part: 'results', was: close.results_digest, is: results },
    ];
    const says = [
      ...(rules === close.rules_digest ? [] : [otherRules(close)]),
      ...(difference === undefined ? [] : [difference]),
    ];
    const isSame = results === close.results_digest;
    return verdict(close, isSame ? EXIT.ok : EXIT.failed, all, says);
  });
}

async function readKept(wish: VerifyWish) {
  const db = await openPublished(wish.db);
  try {
    const close = await findClose(db, wish);
    await opsViews(db, 'missing_inputs');
    const missing = await db.rows<{ source_file: string }>(
      'select source_file from missing_inputs where close_number = $1 order by source_file',
      [close.close_number],
    );
    const kept = {
      inputs: await inputsDigest(db, close.close_number),
      results: await resultsDigest(db, close),
    };
    return { close, kept, missing };
  } finally {
    db.close();
  }
}

function missingSays(missing: readonly { source_file: string }[]): string | undefined {
  const [first, ...more] = missing;
  if (!first) return undefined;
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return `the database does not have ${first.source_file}${others} any more`;
}

function otherRules({ flaretally_version, duckdb_version }: Close): string {
  return (
    `other rules closed it: flaretally ${flaretally_version} with DuckDB ${duckdb_version}; ` +
    'flaretally compare lays both side by side'
  );
}

/** The first line, else the first tenant, that is not as it was frozen. */
async function firstDifference(db: Database, close: Close): Promise<string | undefined> {
  await opsViews(db, 'close_differences');
  const [first] = await db.rows<{ says: string }>(
    `select says from close_differences
     where account = $1 and period_id = $2 and version = $3 order by place, name limit 1`,
    [close.account, close.period_id, close.version],
  );
  return first?.says;
}

function verdict(
  close: Close,
  exit: ExitCode,
  digests: RowSet['rows'],
  says: readonly string[],
): Verified {
  const rows = digests.map(({ part = '', was = '', is = null }) => ({
    part,
    agrees: is === null ? 'not computed' : is === was ? 'yes' : 'no',
    closed_sha256: was,
    sha256: is,
  }));
  return {
    close,
    exit,
    digests: textRows(['part', 'agrees', 'closed_sha256', 'sha256'], rows),
    says,
  };
}
