import { FlaretallyError, usageError } from '../errors.ts';
import { type OfPath, partOfPath } from '../store/asked-path.ts';
import type { Database } from '../store/database.ts';
import { type DocumentHead, documentHeads } from '../store/document-heads.ts';
import { openDocuments } from '../store/documents.ts';
import { type InsertRow, insertRows } from '../store/insert.ts';
import { insertRestRows, type RestAnswer, type RestList } from '../store/rest-rows.ts';
import { documentBatches } from './document-batches.ts';
import type { InputFile } from './files.ts';
import type { LoadContext } from './load-context.ts';
import { BARE_LISTS, LISTS, nameOf } from './rest-lists.ts';

/** Lists that are recognised by a field even if their rows are invalid. */
const SIGNED = BARE_LISTS.filter(({ sign }) => sign !== undefined);

/**
 * Loads saved REST answers. An envelope names its list. A bare answer is recognised by a field that
 * only its rows have.
 * @throws FlaretallyError E_JSON, E_REST_PATH, E_REST_ROWS; an answer of another list is skipped
 *   and reported, and so is a failed one that does not say its list
 */
export async function loadRest(db: Database, files: readonly InputFile[], context: LoadContext) {
  for (const batch of documentBatches(files)) await loadBatch(db, batch, context);
}

async function loadBatch(db: Database, files: readonly InputFile[], context: LoadContext) {
  await openDocuments(db, files);
  const answers: InsertRow[] = [];
  for (const head of await documentHeads(db)) {
    const answer = {
      digest: head.digest,
      path: head.path,
      // One that is left out is of no account, so only one that is read asks for it.
      get account() {
        return head.account ?? context.requireAccount(head.path);
      },
      capturedAt: head.captured_at ?? context.capturedAt ?? null,
      askedPath: head.asked_path,
    };
    const named = LISTS[nameIn(head)];
    const found = await insertRestRows(db, named ? [named] : BARE_LISTS, answer);
    if (found.outcome === 'strange') {
      context.skip(head.path, strange(head));
      continue;
    }
    const list = named ?? found.list;
    if (found.outcome === 'unread') throw unread(head, list ? [list] : SIGNED);
    const { ofPath } = found.outcome === 'taken' && list ? list : {};
    if (list && ofPath && partOfPath(head.asked_path, ofPath) === null)
      throw unplaced(head, list, ofPath);
    // `pull` saves a refusal like an answer, and that names its list. Of another list nothing is
    // known: what it holds stays missing.
    const isRefusal = found.outcome === 'failed';
    if (isRefusal && named === undefined) {
      context.skip(head.path, failed(head));
      continue;
    }
    context.addLoad('rest', answer.account, head);
    if (list) answers.push(rowOf(answer, list, isRefusal ? (head.error_message ?? '') : null));
  }
  await insertRows(db, 'raw.list_answers', answers);
  await db.run('drop table documents');
}

/** The list that an answer's envelope names. */
function nameIn({ dataset }: DocumentHead): string {
  return dataset?.replace('rest/', '') ?? '';
}

/** Records that a list was answered, or why not. */
function rowOf({ digest, account, capturedAt }: RestAnswer, list: RestList, why: string | null) {
  const name = nameOf(list);
  const captured_at = capturedAt?.replace('Z', '') ?? null;
  return { load_id: digest, account, captured_at, name, why };
}

/** The error for rows that do not say what they are of, nor does their request. */
function unplaced({ path }: DocumentHead, list: RestList, { column, path: asked }: OfPath) {
  const request = `"request": {"path": "${asked}"}`;
  const envelope = `{"dataset": "rest/${nameOf(list)}", ${request}, "response": ANSWER}`;
  return usageError(
    'E_REST_PATH',
    `${path} is an answer of ${nameOf(list)} that does not say its ${column}`,
    `save it with the path that was asked: ${envelope}; nothing was loaded`,
  );
}

function failed({ path, error_message }: DocumentHead) {
  return new FlaretallyError({
    code: 'E_REST_FAILED',
    what: `${path} is a failed answer`,
    ...(error_message ? { why: error_message } : {}),
    fix: 'ask again and save the answer that says "success": true, or leave the file out',
  });
}

/**
 * The error for a list without a single valid row. Ignoring it would look like a list without rows.
 */
function unread({ path }: DocumentHead, lists: readonly RestList[]) {
  const marks = lists.map(({ mark }) => mark);
  return new FlaretallyError({
    code: 'E_REST_ROWS',
    what: `${path} is an answer of ${lists.map(nameOf).join(' or ')} without a readable row`,
    why: `no row has the field ${marks.join(' or ')}`,
    fix: 'save the answer unchanged, or leave the file out; nothing was loaded',
  });
}

/** The error for rows of an unknown list. Ignoring it would look like a loaded answer. */
function strange({ path, dataset }: DocumentHead) {
  return usageError(
    'E_REST_UNKNOWN',
    `${path} is a REST answer${dataset ? ` "${dataset}"` : ''} that is not used`,
    `supported lists: ${Object.keys(LISTS).join(', ')}`,
  );
}
