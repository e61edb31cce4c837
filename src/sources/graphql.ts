import { createHash } from 'node:crypto';
import type { Dataset } from '../dataset.ts';
import { FlaretallyError, usageError } from '../errors.ts';
import { lacksOf } from '../store/answer-lacks.ts';
import { type AnswerPart, insertAnswerRows } from '../store/answer-rows.ts';
import { inferWindows, placeUndatedRows } from '../store/answer-windows.ts';
import type { Database } from '../store/database.ts';
import { type DocumentHead, documentHeads, dropBodies, openDocuments } from '../store/documents.ts';
import { type InsertRow, insertRows } from '../store/insert.ts';
import { onOneThread } from '../store/one-thread.ts';
import { columnsOf, neededOf, tableOf } from './answer-columns.ts';
import { datasetIn } from './answer-dataset.ts';
import { askedOf } from './asked.ts';
import { documentBatches } from './document-batches.ts';
import type { InputFile } from './files.ts';
import type { LoadContext } from './load-context.ts';
import { narrowedOf } from './narrowed.ts';
import { TIMES } from './times.ts';
import { dimensionsOf, limitOf, windowOf } from './window.ts';

/** One selection of one saved answer: its rows are found by `part`, its facts are `row`. */
interface Capture {
  dataset: Dataset;
  part: AnswerPart;
  row: InsertRow;
}

/**
 * Loads saved GraphQL answers: envelopes as `pull` writes them, or bare responses. A dataset that
 * is not metered is left out with a word.
 * @throws FlaretallyError E_JSON, E_ACCOUNT_MISMATCH, E_ACCOUNT_NEEDED, E_WINDOW
 */
export async function loadGraphql(db: Database, files: readonly InputFile[], context: LoadContext) {
  const filled = new Set<Dataset>();
  await onOneThread(db, async () => {
    for (const batch of documentBatches(files)) {
      for (const dataset of await loadBatch(db, batch, context)) filled.add(dataset);
    }
  });
  const loads = files.map(({ digest }) => digest);
  for (const dataset of filled) {
    const table = tableOf(dataset);
    await inferWindows(db, table, files);
    await placeUndatedRows(db, table);
    const looked = { dataset: dataset.dataset, table, needed: neededOf(dataset) };
    context.lacks.push(...(await lacksOf(db, looked, loads)));
  }
}

/** Loads some files and returns the datasets that they answer. */
async function loadBatch(
  db: Database,
  files: readonly InputFile[],
  context: LoadContext,
): Promise<Dataset[]> {
  await openDocuments(db, files);
  const captures: Capture[] = [];
  const heads = await documentHeads(db);
  await dropBodies(db);
  for (const head of heads) {
    const isOnly = heads.filter(({ digest }) => digest === head.digest).length === 1;
    const found = datasetIn(head, isOnly, context.datasets);
    if (found instanceof FlaretallyError) {
      context.skip(head.path, found);
      continue;
    }
    const account = accountOf(head, context);
    context.addLoad('graphql', account, head);
    captures.push(captureOf(head, found, account, context));
  }
  await insertRows(
    db,
    'raw.captures',
    captures.map(({ row }) => row),
  );
  const { datasets } = context;
  const filled = datasets.filter((dataset) => captures.some((c) => c.dataset === dataset));
  for (const dataset of filled) {
    const parts = captures.filter((capture) => capture.dataset === dataset);
    await insertAnswerRows(
      db,
      { relation: tableOf(dataset), fields: columnsOf(dataset), times: TIMES },
      parts.map(({ part }) => part),
    );
  }
  await db.run('drop table documents; drop table selections');
  return filled;
}

function captureOf(
  head: DocumentHead,
  dataset: Dataset,
  account: string,
  context: LoadContext,
): Capture {
  const key = head.key ?? dataset.dataset;
  const query = head.query ?? '';
  // A request without variables may say so with null, and a damaged one may hold anything.
  const variables = (JSON.parse(head.variables ?? 'null') ?? {}) as Record<string, unknown>;
  const window = windowOf(query, key, variables);
  const isKnown = window.startsAt !== undefined && window.endsAt !== undefined;
  const dimensions = head.dimensions ?? dimensionsOf(query, key);
  const captured_at = head.captured_at ?? context.capturedAt ?? null;
  const hash = createHash('sha256').update(`${head.digest}/${account}/${key}`).digest('hex');
  const grouping = [...new Set([...dimensions, ...dimensionsOf(query, key)])];
  const part = { digest: head.digest, key, capture_id: hash.slice(0, 32), account, grouping };
  const row = {
    capture_id: part.capture_id,
    load_id: head.digest,
    account,
    dataset: dataset.dataset,
    grouping_key: [...dimensions].sort().join(','),
    asked_fields: askedOf(query, key) ?? null,
    narrowed_by: narrowedOf(query, key, variables) ?? null,
    window_starts_at: isKnown ? window.startsAt : null,
    window_ends_at: isKnown ? window.endsAt : null,
    captured_at: captured_at?.replace('Z', '') ?? null,
    row_count: head.row_count ?? 0,
    row_limit: limitOf(query, key, variables),
    error_message: errorOf(head),
    rejected_rows: 0,
    is_window_inferred: !isKnown,
    is_time_inferred: captured_at === null,
  };
  return { dataset, part, row };
}

/** Why the answer holds nothing of the selection; an empty list of rows is no error. */
function errorOf(head: DocumentHead): string | null {
  if (head.error_message !== null) return head.error_message;
  if (!head.has_accounts) return 'the answer names no account';
  return head.key === null || head.is_list ? null : `${head.key} is no list of rows`;
}

function accountOf(head: DocumentHead, context: LoadContext): string {
  const own = head.account ?? head.account_tag ?? undefined;
  if (own === undefined) return context.requireAccount(head.path);
  if (context.account !== undefined && context.account !== own) {
    throw usageError(
      'E_ACCOUNT_MISMATCH',
      `${head.path} is of account ${own}, not of ${context.account}`,
      'leave --account out to load it beside, or leave the file out',
    );
  }
  return own;
}
