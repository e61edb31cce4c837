import { FlaretallyError, usageError } from '../errors.ts';
import type { Period } from '../period.ts';
import { literal } from '../store/quote.ts';
import { closest } from '../words/suggest.ts';
import type { Question } from './question.ts';

/** Values of the parameters of a question by their names; null is left to the SQL. */
export type Values = Readonly<Record<string, string | null>>;

/**
 * The parameters as given with `--param NAME=VALUE`, else as the question says.
 * @throws FlaretallyError E_QUESTION_PARAMETER
 */
export function givenValues(question: Question, given: readonly string[]): Values {
  const values = Object.fromEntries(question.parameters.map((one) => [one.name, one.byDefault]));
  for (const text of given) {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (!Object.hasOwn(values, name)) throw unknown(question, text, name);
    values[name] = value;
  }
  return values;
}

function unknown({ name: asked, parameters }: Question, text: string, name: string) {
  const names = parameters.map((one) => one.name);
  const what = name === '' ? `"${text}" is not NAME=VALUE` : `${asked} has no parameter "${name}"`;
  const near = closest(name, names);
  const known = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
  const by = ['account', 'period'].includes(name) ? `give it as --${name}` : known;
  throw usageError('E_QUESTION_PARAMETER', what, near ? `did you mean ${near}?` : by);
}

/** What is wrong where DuckDB cannot cast a value that was given; any other error as it is. */
export function wrongValue(error: unknown, { name: asked }: Question, given: Values): unknown {
  if (!(error instanceof FlaretallyError) || error.code !== 'E_SQL') return error;
  const [, value, type] = /Could not convert string '(.*)' to (\w+)/.exec(error.why ?? '') ?? [];
  const [name] = Object.entries(given).find((one) => one[1] === value) ?? [];
  if (value === undefined || name === undefined) return error;
  const what = `the parameter ${name} of ${asked} cannot be "${value}"`;
  return usageError('E_QUESTION_PARAMETER', what, `it is read as ${type}`);
}

/** All values of a question about a period. */
export function valuesOf({ account, period_id }: Period, given: Values): Values {
  return { ...given, account, period: period_id };
}

/** Names of parameters, and what may hold a dollar sign that is none. */
const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$([a-z][a-z0-9_]*)\b/g;

/** The text with the values in the place of the parameters, to paste anywhere. */
export function filledIn(sql: string, values: Values): string {
  return sql.replace(TOKENS, (token, name: string | undefined) => {
    if (name === undefined || !Object.hasOwn(values, name)) return token;
    const value = values[name] ?? null;
    return value === null ? 'null' : literal(value);
  });
}
