import { FlaretallyError } from '../../errors.ts';
import type { Answer, Client } from './client.ts';
import { closeEnvelope } from './envelope.ts';
import { elementsAt, textAt } from './json-text.ts';
import type { RestList } from './lists.ts';
import { type DayRange, rangesOf } from './ranges.ts';
import { PERMISSIONS } from './refusal.ts';
import type { ListReport } from './report.ts';
import type { Spool } from './spool.ts';
import { instant } from './time.ts';

const PER_PAGE = 100;
/** A list that does not end is a fault of the other side. */
const MOST_PAGES = 1_000;

interface Body {
  result_info?: {
    page?: number;
    per_page?: number;
    total_pages?: number;
    total_count?: number;
    cursor?: string;
  } | null;
}

interface When {
  period: { startsAt: Date; endsAt: Date };
  now: Date;
}

/** A list could not be had: the others go on. */
class ListRefused extends Error {}

/**
 * Brings one list whole into the spool. What goes wrong, a missing permission too, costs this list
 * only.
 */
export async function bringList(
  client: Client,
  spool: Spool,
  list: RestList,
  when: When,
): Promise<ListReport> {
  const { name, permission } = list;
  if (spool.lists.has(name)) return { name, outcome: 'skipped', rows: 0 };
  try {
    const ranges = rangesOf(list, when.period, when.now);
    const answers: Answer[] = [];
    for (const range of ranges)
      answers.push(...(await pagesOf(client, spool.account, list, range)));
    const rows = rowsOf(list, answers);
    await spool.writeList(
      name,
      answers[0]?.askedAt ?? when.now,
      envelopeOf(list, spool, answers, ranges),
    );
    if (rows.length > 0) return { name, outcome: 'fetched', rows: rows.length };
    return { name, outcome: 'empty', rows: 0, ...emptyMeans(list) };
  } catch (error) {
    const refused = { name, outcome: 'refused' as const, rows: 0 };
    if (error instanceof ListRefused) return { ...refused, why: error.message, ...optional(list) };
    if (!(error instanceof FlaretallyError)) throw error;
    if (list.isOptional) return { ...refused, why: error.why ?? error.message, ...optional(list) };
    const lacks = error.code === 'E_TOKEN' ? { permission: PERMISSIONS[permission] } : {};
    return { ...refused, why: error.why ?? error.message, ...lacks };
  }
}

function optional({ isOptional }: RestList): { isOptional?: boolean } {
  return isOptional ? { isOptional } : {};
}

function emptyMeans({ permission }: RestList): { why?: string } {
  return permission === 'billing' ? { why: 'the answer is empty, which is not zero' } : {};
}

/** The paths that a list is asked at, each for its first page. */
export function pathsOf(account: string, list: RestList, when: When): string[] {
  return rangesOf(list, when.period, when.now).map((range) =>
    pathOf(account, list, firstPage(list, range)),
  );
}

function firstPage({ paging }: RestList, range: DayRange | undefined): Record<string, string> {
  return { ...range, ...(paging === 'pages' ? { per_page: String(PER_PAGE) } : {}) };
}

function pathOf(account: string, { path }: RestList, asked: Record<string, string>): string {
  const query = new URLSearchParams(asked).toString();
  return `/accounts/${account}${path}${query ? `?${query}` : ''}`;
}

/** All pages of one question. */
async function pagesOf(
  client: Client,
  account: string,
  list: RestList,
  range: DayRange | undefined,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next: Record<string, string> | undefined = firstPage(list, range);
  while (next && answers.length < MOST_PAGES) {
    const answer = await client.get(pathOf(account, list, next), list.permission);
    if (answer.refusal) throw new ListRefused(answer.refusal.message);
    answers.push(answer);
    const had = answers.reduce((sum, own) => sum + rowsOf(list, [own]).length, 0);
    const isLast = list.paging === 'none' || rowsOf(list, [answer]).length === 0;
    next = isLast ? undefined : nextPage(next, answer.body as Body, had);
  }
  return answers;
}

/** By cursor where there is one, else by number as long as the answer says that there is more. */
function nextPage(
  asked: Readonly<Record<string, string>>,
  { result_info: info }: Body,
  had: number,
): Record<string, string> | undefined {
  if (info?.cursor) return { ...asked, cursor: info.cursor };
  const page = info?.page ?? Number(asked.page ?? 1);
  const isMore =
    info?.total_count !== undefined ? had < info.total_count : page < (info?.total_pages ?? page);
  return isMore ? { ...asked, page: String(page + 1) } : undefined;
}

function rowsOf({ at }: RestList, answers: readonly Answer[]): string[] {
  return answers.flatMap(({ text }) => elementsAt(text, at) ?? [textAt(text, at) ?? []].flat());
}

/** One envelope of all pages, with the rows where a single answer would have them. */
function envelopeOf(
  { name, path, at }: RestList,
  spool: Spool,
  answers: readonly Answer[],
  ranges: readonly (DayRange | undefined)[],
): string {
  const [first] = answers;
  const isList = elementsAt(first?.text ?? '', at) !== undefined;
  const list = rowsOf({ at } as RestList, answers);
  const rows = isList ? `[\n${list.join(',\n')}\n]` : (list[0] ?? 'null');
  const result = at.slice(1).reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}}`, rows);
  const head = {
    flaretally: 1,
    captured_at: instant(first?.askedAt.getTime() ?? spool.startedAt.getTime()),
    account: spool.account,
    dataset: `rest/${name}`,
    request: {
      method: 'GET',
      path: `/accounts/${spool.account}${path}`,
      parameters: ranges.filter((range) => range !== undefined),
    },
  };
  return closeEnvelope(head, `{"result":${result},"success":true,"errors":[],"messages":[]}`);
}
