import { FlaretallyError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { documentHeads, openDocuments } from '../store/documents.ts';
import { insertRestRows } from '../store/rest-rows.ts';
import { documentBatches } from './document-batches.ts';
import type { InputFile } from './files.ts';
import type { LoadContext } from './load-context.ts';
import { BARE_LISTS, LISTS } from './rest-lists.ts';

/**
 * Loads saved REST answers. An envelope says which list it is; a bare answer is told by a field
 * that only its rows have.
 * @throws FlaretallyError E_JSON, E_REST_FAILED
 */
export async function loadRest(db: Database, files: readonly InputFile[], context: LoadContext) {
  for (const batch of documentBatches(files)) await loadBatch(db, batch, context);
}

async function loadBatch(db: Database, files: readonly InputFile[], context: LoadContext) {
  await openDocuments(db, files);
  for (const head of await documentHeads(db)) {
    const account = head.account ?? context.requireAccount(head.path);
    context.addLoad('rest', account, head);
    const named = LISTS[head.dataset?.replace('rest/', '') ?? ''];
    const answered = await insertRestRows(db, named ? [named] : BARE_LISTS, {
      digest: head.digest,
      account,
      capturedAt: head.captured_at ?? context.capturedAt ?? null,
    });
    if (answered) continue;
    throw new FlaretallyError({
      code: 'E_REST_FAILED',
      what: `${head.path} is a failed answer`,
      ...(head.error_message ? { why: head.error_message } : {}),
      fix: 'ask again and save the answer that says "success": true',
    });
  }
  await db.run('drop table documents');
}
