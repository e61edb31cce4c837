import { FlaretallyError } from '../errors.ts';
import {
  dropPlain,
  insertPlain,
  isOtherForm,
  readPlain,
  soundRows,
} from '../store/answer-plain.ts';
import { at } from '../store/answer-row-shape.ts';
import { isInLines, type PlainAnswers, type PlainPart } from '../store/answer-table.ts';
import { unlikeLine } from '../store/answer-unlike.ts';
import type { Database } from '../store/database.ts';
import { type InsertRow, insertRows } from '../store/insert.ts';
import { inMemory, MEMORY } from '../store/one-thread.ts';
import type { Dataset } from '../words/dataset.ts';
import { mappingOf } from './answer-columns.ts';
import { datasetIn } from './answer-dataset.ts';
import { headOf } from './answer-head.ts';
import type { AnswerOutline } from './answer-outline.ts';
import { accountOf, type Capture, captureOf } from './capture.ts';
import { documentBatches } from './document-batches.ts';
import { requireWholeSize } from './document-size.ts';
import type { InputFile } from './files.ts';
import type { LoadContext } from './load-context.ts';

/** Bytes of plain answers per batch: less needs more statements, more needs more memory. */
const BATCH_BYTES = 24 * 1024 * 1024;

/** Memory for each byte of a document that is read whole. */
const MEMORY_A_BYTE = 12;

/** An answer that is one list of rows, with everything known but its rows. */
interface Plain extends Capture {
  file: InputFile;
  outline: AnswerOutline;
  size: number;
}

/**
 * Loads answers that are one list of rows of one form, each read once. An answer with anything
 * unusual is left to the slower reader.
 * @param filled receives the datasets that have rows
 * @returns the files that are left
 */
export async function loadPlain(
  db: Database,
  files: readonly InputFile[],
  context: LoadContext,
  filled: Set<Dataset>,
): Promise<InputFile[]> {
  const groups = groupsOf(files, context);
  const largest = groups
    .flat()
    .filter(({ size, outline }) => !isInLines(size, outline))
    .reduce((most, { size }) => Math.max(most, size), 0);
  const megabytes = Math.max(MEMORY, Math.ceil((largest * MEMORY_A_BYTE) / 1e6));
  const taken = new Set<InputFile>();
  await inMemory(db, megabytes, async () => {
    const captures: InsertRow[] = [];
    for (const batch of groups.flatMap((alike) => documentBatches(alike, BATCH_BYTES))) {
      for (const { file, dataset, row } of await loadBatch(db, batch, context)) {
        captures.push(row);
        taken.add(file);
        filled.add(dataset);
      }
    }
    await insertRows(db, 'raw.captures', captures);
  });
  return files.filter((file) => !taken.has(file));
}

/** Batches of plain answers, one per statement. */
function groupsOf(files: readonly InputFile[], context: LoadContext): Plain[][] {
  const groups = new Map<string, Plain[]>();
  for (const file of files) {
    const plain = plainOf(file, context);
    if (!plain) continue;
    const { path, key, shape } = plain.outline;
    const like = JSON.stringify([plain.dataset.dataset, file.compression, path, key, shape]);
    const group = groups.get(like) ?? [];
    group.push(plain);
    groups.set(like, group);
  }
  return [...groups.values()];
}

/** Undefined if the file has no outline, or has facts that the slower reader might refuse. */
function plainOf(file: InputFile, context: LoadContext): Plain | undefined {
  const head = headOf(file);
  const { outline } = file;
  if (!head || !outline) return undefined;
  const dataset = datasetIn(head, true, context.datasets);
  const isOther =
    context.account !== undefined &&
    (head.account ?? head.account_tag) !== null &&
    context.account !== (head.account ?? head.account_tag);
  if (dataset instanceof FlaretallyError || isOther) return undefined;
  if (dataset.grain === 'row_date' || dataset.scope === 'zone') return undefined;
  const capture = captureOf(head, dataset, accountOf(head, context), context);
  return hasAll(capture, outline) ? { ...capture, file, outline, size: file.size } : undefined;
}

/** Whether rows have all their dimensions, and no object in place of a value. */
function hasAll({ dataset, part }: Capture, { shape }: AnswerOutline): boolean {
  const { fields, times } = mappingOf(dataset);
  const paths = [...Object.values(fields), ...times.map(({ path }) => path)];
  const isAsked = (path: string) =>
    path.startsWith('dimensions.') && part.grouping.includes(path.replace('dimensions.', ''));
  return paths.every((path) => {
    const found = at(shape, path);
    return found === null || (found === undefined && !isAsked(path));
  });
}

/** Loads answers of one form. Returns those without anything unusual, with their rows counted. */
async function loadBatch(
  db: Database,
  batch: readonly Plain[],
  context: LoadContext,
): Promise<Plain[]> {
  const [first] = batch;
  if (!first) return [];
  const { dataset, outline } = first;
  const mapping = mappingOf(dataset);
  const answers = { ...outline, parts: batch.map(partOf) };
  const isRead = await readPlain(db, answers);
  const rows = isRead ? await soundRows(db, mapping, answers) : new Map<string, string>();
  if (rows.size === 0) {
    await requireReadable(db, first, answers, context);
    await dropPlain(db);
    return [];
  }
  const sound = batch.filter(({ part }) => rows.has(part.capture_id));
  for (const { part, file } of sound) context.addLoad('graphql', part.account, file);
  await insertPlain(db, mapping, answers, rows);
  await dropPlain(db);
  return sound.map((one) => {
    return { ...one, row: { ...one.row, row_count: rows.get(one.part.capture_id) ?? null } };
  });
}

/**
 * Refuses an answer that the slower reader would refuse for its size: here its lines are known.
 * @throws FlaretallyError E_DOCUMENT_SIZE naming the line
 */
async function requireReadable(
  db: Database,
  { file, dataset, size }: Plain,
  answers: PlainAnswers,
  { documentBytes }: LoadContext,
): Promise<void> {
  if (size <= documentBytes) return;
  const line = await unlikeLine(db, mappingOf(dataset), answers).catch((error: unknown) => {
    // No line is known then, and the answer is refused all the same.
    if (isOtherForm(error)) return undefined;
    throw error;
  });
  requireWholeSize(file.path, size, documentBytes, line);
}

function partOf({ file, outline, part, row }: Plain): PlainPart {
  const { keys } = outline;
  const { capture_id, account } = part;
  const at = (value: unknown) => (typeof value === 'string' ? value : null);
  const window_starts_at = at(row.window_starts_at);
  const window_ends_at = at(row.window_ends_at);
  return { ...file, keys, capture_id, account, window_starts_at, window_ends_at };
}
