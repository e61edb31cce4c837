import { FlaretallyError } from '../errors.ts';
import { missingFieldsOf, unheldFieldsOf } from '../store/answer-missing.ts';
import { insertAnswerRows } from '../store/answer-rows.ts';
import { inferWindows, placeUndatedRows } from '../store/answer-windows.ts';
import type { Database } from '../store/database.ts';
import { documentHeads, dropBodies } from '../store/document-heads.ts';
import { openDocuments } from '../store/documents.ts';
import { insertRows } from '../store/insert.ts';
import { inMemory, MEMORY, onOneThread } from '../store/one-thread.ts';
import type { Dataset } from '../words/dataset.ts';
import { mappingOf, neededOf, sparesOf, tableOf } from './answer-columns.ts';
import { datasetIn } from './answer-dataset.ts';
import { lacksAccount } from './answer-head.ts';
import { accountOf, type Capture, captureOf } from './capture.ts';
import { documentBatches } from './document-batches.ts';
import { requireWholeSize } from './document-size.ts';
import type { InputFile } from './files.ts';
import type { LoadContext } from './load-context.ts';
import { loadPlain } from './plain-answers.ts';

/**
 * Loads saved GraphQL answers: envelopes as `pull` writes them, or bare responses. A dataset that
 * is not metered is skipped and reported.
 * @throws FlaretallyError E_JSON, E_ACCOUNT_MISMATCH, E_ACCOUNT_NEEDED, E_WINDOW, E_DOCUMENT_SIZE
 */
export async function loadGraphql(db: Database, files: readonly InputFile[], context: LoadContext) {
  const filled = new Set<Dataset>();
  await onOneThread(db, async () => {
    // Those without an account come last: the accounts of all others are known by then.
    const named = files.filter((file) => !lacksAccount(file));
    for (const some of [named, files.filter(lacksAccount)]) {
      const others = await loadPlain(db, some, context, filled);
      for (const { path, size } of others) requireWholeSize(path, size, context.documentBytes);
      for (const batch of documentBatches(others)) {
        for (const dataset of await loadBatch(db, batch, context)) filled.add(dataset);
      }
    }
  });
  // Checking all rows again needs little memory, but DuckDB would keep all of them in memory.
  await inMemory(db, MEMORY, async () => {
    for (const dataset of filled) await lookOver(db, dataset, files, context);
  });
}

/** Checks that need all rows of a dataset. @throws FlaretallyError E_WINDOW */
async function lookOver(
  db: Database,
  dataset: Dataset,
  files: readonly InputFile[],
  context: LoadContext,
): Promise<void> {
  const table = tableOf(dataset);
  await inferWindows(db, table, files);
  await placeUndatedRows(db, table);
  const looked = { dataset: dataset.dataset, table };
  const loads = files.map(({ digest }) => digest);
  const needed = neededOf(dataset);
  context.lacks.push(...(await missingFieldsOf(db, { ...looked, needed }, loads)));
  const spares = sparesOf(dataset);
  if (spares.length === 0) return;
  context.unjudged.push(...(await unheldFieldsOf(db, { ...looked, needed: spares }, loads)));
}

/** Loads some files and returns the datasets of their answers. */
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
    const others = heads.filter(({ digest, key }) => digest === head.digest && key !== head.key);
    const found = datasetIn(head, others.length === 0, context.datasets);
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
      mappingOf(dataset),
      parts.map(({ part }) => part),
    );
  }
  await db.run('drop table documents; drop table selections');
  return filled;
}
