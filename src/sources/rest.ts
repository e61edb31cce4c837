import { FlaretallyError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { documentHeads, openDocuments } from '../store/documents.ts';
import { insertRestRows } from '../store/rest-rows.ts';
import type { InputFile } from './files.ts';
import type { LoadContext } from './load-context.ts';

/** Lists of the REST API that name things: where they go, and the field that tells them apart. */
const LISTS = [
  {
    relation: 'raw.namespaces',
    mark: 'class',
    fields: {
      namespace_id: 'id',
      namespace_name: 'name',
      script: 'script',
      class: 'class',
      use_sqlite: 'use_sqlite',
    },
  },
  { relation: 'raw.scripts', mark: 'id', fields: { script: 'id', created_on: 'created_on' } },
] as const;

/**
 * Loads saved REST answers: Durable Objects namespaces and Worker scripts.
 * @throws FlaretallyError E_JSON, E_REST_FAILED
 */
export async function loadRest(db: Database, files: readonly InputFile[], context: LoadContext) {
  await openDocuments(db, files);
  for (const head of await documentHeads(db)) {
    const account = head.account ?? context.requireAccount(head.path);
    context.addLoad('rest', account, head);
    const found = await insertRestRows(db, LISTS, {
      digest: head.digest,
      account,
      capturedAt: head.captured_at ?? context.capturedAt ?? null,
    });
    if (!found) {
      throw new FlaretallyError({
        code: 'E_REST_FAILED',
        what: `${head.path} is a failed or empty answer`,
        ...(head.error_message ? { why: head.error_message } : {}),
        fix: 'ask again and save the answer that says "success": true',
      });
    }
  }
  await db.run('drop table documents');
}
