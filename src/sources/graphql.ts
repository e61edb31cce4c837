import { createHash } from 'node:crypto';
import { FlaretallyError, usageError } from '../errors.ts';
import { type AnswerPart, insertAnswerRows } from '../store/answer-rows.ts';
import { inferWindows, placeUndatedRows } from '../store/answer-windows.ts';
import type { Database } from '../store/database.ts';
import { type DocumentHead, documentHeads, openDocuments } from '../store/documents.ts';
import { type InsertRow, insertRows } from '../store/insert.ts';
import { DATASETS, type Dataset, TIME_FIELDS } from './datasets.ts';
import { documentBatches } from './document-batches.ts';
import type { InputFile } from './files.ts';
import type { LoadContext } from './load-context.ts';
import { datasetOf, dimensionsOf, limitOf, windowOf } from './window.ts';

/** One selection of one saved answer: its rows are found by `part`, its facts are `row`. */
interface Capture {
  dataset: Dataset;
  part: AnswerPart;
  row: InsertRow;
}

/**
 * Loads saved GraphQL answers: envelopes as `pull` writes them, or bare responses.
 * @throws FlaretallyError E_JSON, E_DATASET_UNKNOWN, E_ACCOUNT_MISMATCH, E_ACCOUNT_NEEDED, E_WINDOW
 */
export async function loadGraphql(db: Database, files: readonly InputFile[], context: LoadContext) {
  const filled = new Set<string>();
  for (const batch of documentBatches(files)) {
    for (const relation of await loadBatch(db, batch, context)) filled.add(relation);
  }
  for (const relation of filled) {
    await inferWindows(db, relation, files);
    await placeUndatedRows(db, relation);
  }
}

/** Loads some files and returns the relations that got rows. */
async function loadBatch(
  db: Database,
  files: readonly InputFile[],
  context: LoadContext,
): Promise<string[]> {
  await openDocuments(db, files);
  const captures: Capture[] = [];
  for (const head of await documentHeads(db)) {
    const account = accountOf(head, context);
    context.addLoad('graphql', account, head);
    captures.push(captureOf(head, account, context));
  }
  await insertRows(
    db,
    'raw.captures',
    captures.map(({ row }) => row),
  );
  const filled = DATASETS.filter((dataset) => captures.some((c) => c.dataset === dataset));
  for (const dataset of filled) {
    const parts = captures.filter((capture) => capture.dataset === dataset);
    await insertAnswerRows(
      db,
      { ...dataset, timeFields: TIME_FIELDS },
      parts.map(({ part }) => part),
    );
  }
  await db.run('drop table documents');
  return filled.map(({ relation }) => relation);
}

/** A refused or empty answer has no selection of its own: then the envelope says which it was. */
function keyOf(head: DocumentHead): string {
  const key = head.key ?? head.dataset;
  if (key !== null) return key;
  throw new FlaretallyError({
    code: 'E_ANSWER_EMPTY',
    what: `${head.path} answers nothing`,
    why: head.error_message ?? 'it names no account and no dataset',
    fix: 'leave it out: what it should have held stays missing',
  });
}

function captureOf(head: DocumentHead, account: string, context: LoadContext): Capture {
  const key = keyOf(head);
  const query = head.query ?? '';
  const variables = JSON.parse(head.variables ?? '{}') as Record<string, unknown>;
  const dataset = findDataset(head, key, query);
  const window = windowOf(query, key, variables);
  const isKnown = window.startsAt !== undefined && window.endsAt !== undefined;
  const dimensions = head.dimensions ?? dimensionsOf(query, key);
  const captured_at = head.captured_at ?? context.capturedAt ?? null;
  const hash = createHash('sha256').update(`${head.digest}/${account}/${key}`).digest('hex');
  const part = { digest: head.digest, key, capture_id: hash.slice(0, 32), account };
  const row = {
    capture_id: part.capture_id,
    load_id: head.digest,
    account,
    dataset: dataset.dataset,
    grouping_key: [...dimensions].sort().join(','),
    window_starts_at: isKnown ? window.startsAt : null,
    window_ends_at: isKnown ? window.endsAt : null,
    captured_at: captured_at?.replace('Z', '') ?? null,
    row_count: head.row_count ?? 0,
    row_limit: limitOf(query, key, variables),
    error_message: head.error_message ?? (head.has_accounts ? null : 'the answer names no account'),
    is_window_inferred: !isKnown,
    is_time_inferred: captured_at === null,
  };
  return { dataset, part, row };
}

/** An envelope's own word counts last: an answer may hold several selections. */
function findDataset(head: DocumentHead, key: string, query: string): Dataset {
  const names = [key, datasetOf(query, key), head.dataset];
  const found = names
    .map((name) => DATASETS.find(({ dataset }) => dataset === name))
    .find((dataset) => dataset !== undefined);
  if (found) return found;
  throw usageError(
    'E_DATASET_UNKNOWN',
    `${head.path} answers "${key}", a dataset that is not metered`,
    `datasets: ${DATASETS.map(({ dataset }) => dataset).join(', ')}`,
  );
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
