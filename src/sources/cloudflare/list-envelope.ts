import { readFileSync } from 'node:fs';
import type { Answer } from './client.ts';
import { closeEnvelope } from './envelope.ts';
import { elementsAt, textAt } from './json-text.ts';
import type { RestList } from './list.ts';
import { placeOf } from './lists.ts';
import type { DayRange } from './ranges.ts';
import type { Spool } from './spool.ts';
import { instant } from './time.ts';

/** The rows of some pages as text. `result` itself may also be one object. */
export function rowsOf(
  { at }: Pick<RestList, 'at'>,
  answers: readonly Pick<Answer, 'text'>[],
): string[] {
  return answers.flatMap(({ text }) => elementsAt(text, at) ?? [textAt(text, at) ?? []].flat());
}

/** How many rows a saved envelope has. */
export function savedRows({ at }: Pick<RestList, 'at'>, file: string): number {
  const text = readFileSync(file, 'utf8');
  return rowsOf({ at: ['response', ...at] }, [{ text }]).length;
}

/** Headers of a request. See https://developers.cloudflare.com/r2/reference/data-location/ */
export function headersOf({ jurisdiction }: RestList): Readonly<Record<string, string>> {
  return jurisdiction === undefined ? {} : { 'cf-r2-jurisdiction': jurisdiction };
}

/** One envelope of all pages, with the rows where a single answer would have them. */
export function listEnvelope(
  list: RestList,
  spool: Spool,
  answers: readonly Answer[],
  ranges: readonly (DayRange | undefined)[],
): string {
  const { at } = list;
  const [first] = answers;
  const isList = elementsAt(first?.text ?? '', at) !== undefined;
  const texts = rowsOf(list, answers);
  const rows = isList ? `[\n${texts.join(',\n')}\n]` : (texts[0] ?? 'null');
  const result = at.slice(1).reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}}`, rows);
  const head = headOf(list, spool, first?.askedAt ?? spool.startedAt, ranges);
  return closeEnvelope(head, `{"result":${result},"success":true,"errors":[],"messages":[]}`);
}

/** An envelope for a refused list, with the reason. */
export function refusedListEnvelope(list: RestList, spool: Spool, why = 'no reason'): string {
  const errors = JSON.stringify([{ message: why }]);
  const head = headOf(list, spool, spool.startedAt, []);
  return closeEnvelope(head, `{"result":null,"success":false,"errors":${errors},"messages":[]}`);
}

function headOf(
  list: RestList,
  { account }: Spool,
  askedAt: Date,
  ranges: readonly (DayRange | undefined)[],
): Record<string, unknown> {
  return {
    flaretally: 1,
    captured_at: instant(askedAt.getTime()),
    account,
    dataset: `rest/${list.name}`,
    request: {
      method: 'GET',
      path: placeOf(list, account),
      ...(list.jurisdiction === undefined ? {} : { headers: headersOf(list) }),
      parameters: ranges.filter((range) => range !== undefined),
    },
  };
}
