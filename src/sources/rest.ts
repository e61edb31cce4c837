import { FlaretallyError, usageError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { type DocumentHead, documentHeads, openDocuments } from '../store/documents.ts';
import { insertRestRows } from '../store/rest-rows.ts';
import { documentBatches } from './document-batches.ts';
import type { InputFile } from './files.ts';
import type { LoadContext } from './load-context.ts';
import { BARE_LISTS, LISTS } from './rest-lists.ts';

/**
 * Loads saved REST answers. An envelope says which list it is; a bare answer is told by a field
 * that only its rows have.
 * @throws FlaretallyError E_JSON, E_REST_FAILED; an answer of another list is left out with a word
 */
export async function loadRest(db: Database, files: readonly InputFile[], context: LoadContext) {
  for (const batch of documentBatches(files)) await loadBatch(db, batch, context);
}

async function loadBatch(db: Database, files: readonly InputFile[], context: LoadContext) {
  await openDocuments(db, files);
  for (const head of await documentHeads(db)) {
    const account = head.account ?? context.requireAccount(head.path);
    const named = LISTS[head.dataset?.replace('rest/', '') ?? ''];
    const outcome = await insertRestRows(db, named ? [named] : BARE_LISTS, {
      digest: head.digest,
      path: head.path,
      account,
      capturedAt: head.captured_at ?? context.capturedAt ?? null,
    });
    if (outcome === 'taken') context.addLoad('rest', account, head);
    if (outcome === 'strange') context.skip(head.path, strange(head));
    if (outcome !== 'failed') continue;
    throw new FlaretallyError({
      code: 'E_REST_FAILED',
      what: `${head.path} is a failed answer`,
      ...(head.error_message ? { why: head.error_message } : {}),
      fix: 'ask again and save the answer that says "success": true',
    });
  }
  await db.run('drop table documents');
}

/** Rows of no list that is read: silence would look like an answer. */
function strange({ path, dataset }: DocumentHead) {
  return usageError(
    'E_REST_UNKNOWN',
    `${path} is a REST answer${dataset ? ` "${dataset}"` : ''} of which no row is read`,
    `lists that are read: ${Object.keys(LISTS).join(', ')}`,
  );
}
