import { usageError } from '../errors.ts';

/** A file of `questions/`: one SELECT that answers what people ask, with what its head says. */
export interface Question {
  /** Its name on the command line: the file's name without `.sql`. */
  name: string;
  title: string;
  /** What the answer shows, in a sentence or two. */
  says: string;
  theme: string;
  /** Meters that it counts: whether they are known decides what an empty answer means. */
  meters: readonly string[];
  /** Whether its dollars may be of any meter of the account: `all` among the meters. */
  isOfAll: boolean;
  /** Its parameters beside account and period, which every question has. */
  parameters: readonly Parameter[];
  /** Why an account of which everything is known may have no rows. */
  empty: string;
  /** Columns that may be null, each with a sentence that says what is not known then. */
  unknown: readonly Unknown[];
  /** The whole text of the file. */
  sql: string;
  /** Path of the file, as errors name it. */
  path: string;
}

export interface Unknown {
  column: string;
  says: string;
}

export interface Parameter {
  name: string;
  /** The value without `--param`; null where the text itself says what is then meant. */
  byDefault: string | null;
  says: string;
}

const FIELD = /^--\s*(title|theme|meters|parameter|empty|unknown):\s*(.*)$/;
const UNKNOWN = /^([a-z][a-z0-9_]*); (.+)$/;
const PARAMETER = /^([a-z][a-z0-9_]*)(?: = ([^;]*))?; (.+)$/;

/** Listed among the meters of a question whose dollars may come from any meter. */
const ALL = 'all';

/** Every question has these; their values come from `--account` and `--period`. */
const GIVEN = ['account', 'period'];

/**
 * Reads the comment lines above the SELECT. Lines that are no field are the sentences.
 * @throws FlaretallyError E_QUESTION_HEAD
 */
export function parseQuestion(name: string, path: string, sql: string): Question {
  const fields: Record<string, string> = {};
  const parameters: Parameter[] = [];
  const unknown: Unknown[] = [];
  const meters: string[] = [];
  const says: string[] = [];
  for (const line of sql.split(/\r?\n/)) {
    if (!line.startsWith('--')) break;
    const [, field, value = ''] = FIELD.exec(line) ?? [];
    if (field === 'parameter') parameters.push(parseParameter(path, value));
    else if (field === 'unknown') unknown.push(parseUnknown(path, value));
    else if (field === 'meters') meters.push(...value.split(',').map((meter) => meter.trim()));
    else if (field) fields[field] = value.trim();
    else says.push(line.replace(/^--\s?/, '').trim());
  }
  const { title, theme, empty } = fields;
  const sentence = says.join(' ').trim();
  if (!title || !theme || !empty || !sentence) throw incomplete(path);
  const own = meters.filter((meter) => meter !== ALL);
  const isOfAll = own.length < meters.length;
  const counted = { meters: own, isOfAll };
  return { name, title, says: sentence, theme, empty, sql, path, parameters, unknown, ...counted };
}

function parseParameter(path: string, text: string): Parameter {
  const [, name = '', byDefault, says = ''] = PARAMETER.exec(text) ?? [];
  if (name !== '' && !GIVEN.includes(name)) return { name, byDefault: byDefault ?? null, says };
  throw usageError(
    'E_QUESTION_HEAD',
    `${path}: "${text}" is no parameter`,
    `write "-- parameter: NAME = VALUE; what it means"; ${GIVEN.join(' and ')} are always given`,
  );
}

function parseUnknown(path: string, text: string): Unknown {
  const [, column = '', says = ''] = UNKNOWN.exec(text) ?? [];
  if (column !== '') return { column, says };
  const fix = 'write "-- unknown: COLUMN; what is not known where it is null"';
  throw usageError('E_QUESTION_HEAD', `${path}: "${text}" names no column`, fix);
}

function incomplete(path: string) {
  return usageError(
    'E_QUESTION_HEAD',
    `${path} does not say what it asks`,
    'begin it with "-- title: ...", "-- SENTENCE", "-- theme: ..." and "-- empty: why no rows"',
  );
}
