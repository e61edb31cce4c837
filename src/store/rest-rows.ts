import { type OfPath, partOfPath } from './asked-path.ts';
import type { Database } from './database.ts';
import { literal } from './quote.ts';

export interface RestList {
  relation: string;
  /** A field that only rows of this list have. */
  mark: string;
  /**
   * Column -> field. A dot leads into an object. Of `a|b` the first that is present counts; `a/b`
   * is one and the other with a slash between, but for a slash in a quoted name.
   */
  fields: Readonly<Record<string, string>>;
  /** Text before the value of a column. */
  prefixes?: Readonly<Record<string, string>>;
  /** A field that shows that rows are meant for this list, even without the mark. */
  sign?: string;
  /** Required fields of a row. */
  needs: readonly string[];
  /** Fields that must be numbers, and fields that must be times, if present. */
  numbers?: readonly string[];
  times?: readonly string[];
  /** Path of the rows inside `result`, if `result` is not the list itself. */
  at?: string;
  /** Whether the answer is one object and not a list. */
  isObject?: boolean;
  /** Another table that the same rows fill. */
  also?: RestList;
  /** Columns that are added to every row. */
  constants?: Readonly<Record<string, string>>;
  /** A column that the path of the request says of all rows. */
  ofPath?: OfPath;
  /** Fields of a row that are kept nowhere, not even where the row is rejected. */
  hides?: readonly string[];
  /** Whether rows have no key and are numbered. */
  isNumbered?: boolean;
}

/** A saved REST answer among the open documents, by its digest. */
export interface RestAnswer {
  digest: string;
  path: string;
  account: string;
  capturedAt: string | null;
  /** Path of its request. */
  askedPath: string | null;
}

/** The result for an answer, and its list if known. */
export interface Taken {
  outcome: 'taken' | 'failed' | 'strange' | 'unread';
  list?: RestList | undefined;
}

/**
 * Unnests the `result` of one open document into the first list whose mark its rows have. A row
 * without a required field goes to raw.rejects. An empty list is an answer too. The result is
 * `failed` if `success` is not true, `strange` if the rows belong to no known list, and `unread` if
 * they belong to one and none of them is valid.
 */
export async function insertRestRows(
  db: Database,
  lists: readonly RestList[],
  answer: RestAnswer,
): Promise<Taken> {
  const [answered] = await db.rows<{ is_empty: boolean }>(
    `select coalesce(json_extract(body, '$.result')::varchar, 'null') in ('[]', '{}', 'null')
       or exists (select 1 from (values ${places(lists)}) as p (place)
         where json_extract(body, p.place)::varchar = '[]')
       or (len(json_keys(body, '$.result')) > 0 and not exists (
         from (values ${places(lists)}) as p (place)
         where json_extract(body, p.place) is not null)) as is_empty
     from documents
     where digest = $1 and json_extract_string(body, '$.success') = 'true'`,
    [answer.digest],
  );
  if (!answered) return { outcome: 'failed' };
  for (const list of lists) {
    if (!(await hasField(db, list, list.mark, answer))) continue;
    await insertList(db, list, answer);
    if (list.also) await insertRows(db, { ...list, ...list.also }, answer);
    return { outcome: 'taken', list };
  }
  if (answered.is_empty) return { outcome: 'taken', ...onlyOf(lists) };
  for (const list of lists) {
    const isMeant = list.sign !== undefined && (await hasField(db, list, list.sign, answer));
    const isOnly = lists.length === 1 && (await hasRows(db, list, answer));
    if (isMeant || isOnly) return { outcome: 'unread' };
  }
  return { outcome: 'strange' };
}

function onlyOf([only, another]: readonly RestList[]): Pick<Taken, 'list'> {
  return another === undefined ? { list: only } : {};
}

async function hasRows(db: Database, list: RestList, { digest }: RestAnswer): Promise<boolean> {
  const [found] = await db.rows(`select 1 from (${rowsOf(list)}) limit 1`, [digest]);
  return found !== undefined;
}

async function hasField(
  db: Database,
  list: RestList,
  field: string,
  { digest }: RestAnswer,
): Promise<boolean> {
  const [found] = await db.rows(
    `select 1 from (${rowsOf(list)})
     where json_extract_string(j, '$.${field}') is not null limit 1`,
    [digest],
  );
  return found !== undefined;
}

function places(lists: readonly RestList[]): string {
  return lists.map((list) => `('${placeOf(list)}')`).join(', ');
}

function placeOf({ at }: RestList): string {
  return at === undefined ? '$.result' : `$.result.${at}`;
}

function rowsOf(list: RestList): string {
  const place = `json_extract(body, '${placeOf(list)}')`;
  const rows = list.isObject ? `[${place}]` : `from_json(${place}, '["JSON"]')`;
  return `select unnest(range(1, len(rows) + 1)) as line, unnest(rows) as j from (
    select ${rows} as rows from documents where digest = $1)`;
}

async function insertList(db: Database, list: RestList, answer: RestAnswer): Promise<void> {
  await db.run(
    `insert into raw.rejects by name
     select ${literal(answer.digest)} as load_id, ${literal(answer.path)} as source_file, line,
       reason, left(${shownOf(list)}::varchar, 2000) as content
     from (${judgedOf(list)}) where reason is not null`,
    [answer.digest],
  );
  await insertRows(db, list, answer);
}

function ofPath(own: OfPath, { askedPath }: RestAnswer): string {
  const part = partOfPath(askedPath, own);
  return `${part === null ? 'null' : literal(part)} as ${own.column}`;
}

/** A row without what is hidden. */
function shownOf({ hides = [] }: RestList): string {
  const without = Object.fromEntries(hides.map((field) => [field, null]));
  return hides.length === 0 ? 'j' : `json_merge_patch(j, ${literal(JSON.stringify(without))})`;
}

/** The rows with why they cannot be taken. */
function judgedOf(list: RestList): string {
  return `select *, ${reasonOf(list)} as reason from (${rowsOf(list)})`;
}

async function insertRows(db: Database, list: RestList, answer: RestAnswer): Promise<void> {
  const at = answer.capturedAt === null ? 'null' : `rtrim(${literal(answer.capturedAt)}, 'Z')`;
  const columns = [
    `${literal(answer.digest)} as load_id`,
    `${literal(answer.account)} as account`,
    `${at}::timestamp as captured_at`,
    ...(list.isNumbered ? ['line as row_number'] : []),
    ...Object.entries(list.constants ?? {}).map(([name, value]) => `${literal(value)} as ${name}`),
    ...(list.ofPath ? [ofPath(list.ofPath, answer)] : []),
    ...Object.entries(list.fields).map(([column, field]) => {
      const before = list.prefixes?.[column];
      return `${before ? `${literal(before)} || ` : ''}${textOf(field)} as ${column}`;
    }),
  ];
  await db.run(
    `insert into ${list.relation} by name
     select ${columns.join(', ')} from (${judgedOf(list)}) where reason is null`,
    [answer.digest],
  );
}

function textOf(field: string): string {
  const one = (own: string) => `json_extract_string(j, '$.${own}')`;
  const parts = (own: string) => own.split(/\/(?=[^"]*(?:"[^"]*"[^"]*)*$)/);
  const texts = field.split('|').map((own) => parts(own).map(one).join(" || '/' || "));
  return texts.length === 1 ? texts.join() : `coalesce(${texts.join(', ')})`;
}

/** SQL for why a row is rejected, or null. */
function reasonOf({ needs, numbers = [], times = [] }: RestList): string {
  const is = (field: string, type: string, what: string) => {
    const text = textOf(field);
    return `case when ${text} <> '' and try_cast(${text} as ${type}) is null
      then printf('${field} "%s" is no ${what}', left(${text}, 40)) end`;
  };
  const reasons = [
    ...needs.map(
      (field) => `case when coalesce(${textOf(field)}, '') = ''
      then '${field} is missing' end`,
    ),
    ...numbers.map((field) => is(field, 'decimal(38, 18)', 'number')),
    ...times.map((field) => is(field, 'timestamp', 'time')),
  ];
  return `nullif(concat_ws('; ', ${reasons.join(', ')}), '')`;
}
