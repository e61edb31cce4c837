import { FlaretallyError } from '../../errors.ts';
import type { Dataset } from '../../words/dataset.ts';
import type { Answer, Client } from './client.ts';
import { withoutHidden } from './deployments.ts';
import type { RestList } from './list.ts';
import {
  headersOf,
  listEnvelope,
  refusedListEnvelope,
  rowsOf,
  savedRows,
} from './list-envelope.ts';
import { isNeeded, keyOf, placeOf } from './lists.ts';
import { type DayRange, rangesOf } from './ranges.ts';
import { PERMISSIONS } from './refusal.ts';
import type { ListReport } from './report.ts';
import type { Spool } from './spool.ts';

const PER_PAGE = 100;
/** The most pages of a list. More would be an error of the server. */
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
  datasets: readonly Dataset[];
  period: { startsAt: Date; endsAt: Date };
  now: Date;
}

/** A list was refused; the other lists continue. */
export class ListRefused extends Error {}

/**
 * Fetches one whole list into the spool. A failure, such as a missing permission, affects this list
 * only. For a needed list the refusal is saved with its reason.
 * @param ask gives the pages if they were requested before
 */
export async function bringList(
  client: Client,
  spool: Spool,
  list: RestList,
  when: When,
  ask = () => askList(client, spool.account, list, when),
): Promise<ListReport> {
  const report = await tryList(spool, list, when, ask);
  const isMissed = isNeeded(list, when.datasets);
  if (report.outcome === 'refused' && isMissed) {
    await spool.writeRefusedList(list.name, refusedListEnvelope(list, spool, report.why));
  }
  return { ...report, isNeeded: isMissed };
}

async function tryList(
  spool: Spool,
  list: RestList,
  when: When,
  ask: () => Promise<Answer[]>,
): Promise<Omit<ListReport, 'isNeeded'>> {
  const { permission } = list;
  const name = keyOf(list);
  const saved = spool.lists.get(name);
  if (saved !== undefined) return { name, outcome: 'skipped', rows: savedRows(list, saved) };
  try {
    const ranges = rangesOf(list, when.period, when.now);
    const answers = withoutHidden(list, await ask());
    const rows = rowsOf(list, answers);
    await spool.writeList(
      name,
      answers[0]?.askedAt ?? when.now,
      listEnvelope(list, spool, answers, ranges),
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
  return permission === 'billing' ? { why: 'the answer is empty, which does not mean zero' } : {};
}

/**
 * All pages of a list.
 * @throws ListRefused, FlaretallyError E_TOKEN, E_PULL_GAVE_UP
 */
export async function askList(client: Client, account: string, list: RestList, when: When) {
  const answers: Answer[] = [];
  for (const range of rangesOf(list, when.period, when.now))
    answers.push(...(await pagesOf(client, account, list, range)));
  return answers;
}

/** The paths of a list, each for its first page. */
export function pathsOf(account: string, list: RestList, when: When): string[] {
  return rangesOf(list, when.period, when.now).map((range) =>
    pathOf(account, list, firstPage(account, list, range)),
  );
}

function firstPage(
  account: string,
  { paging, outside }: RestList,
  range: DayRange | undefined,
): Record<string, string> {
  const own = outside ? { 'account.id': account } : {};
  const perPage = String(outside?.perPage ?? PER_PAGE);
  return { ...range, ...own, ...(paging === 'pages' ? { per_page: perPage } : {}) };
}

function pathOf(account: string, list: RestList, asked: Record<string, string>): string {
  const query = new URLSearchParams(asked).toString();
  return `${placeOf(list, account)}${query ? `?${query}` : ''}`;
}

/**
 * All pages of one request.
 * @throws ListRefused, FlaretallyError E_TOKEN, E_PULL_GAVE_UP
 */
export async function pagesOf(
  client: Client,
  account: string,
  list: RestList,
  range: DayRange | undefined,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next: Record<string, string> | undefined = firstPage(account, list, range);
  while (next && answers.length < MOST_PAGES) {
    const answer = await client.get(pathOf(account, list, next), list.permission, headersOf(list));
    if (answer.refusal) throw new ListRefused(answer.refusal.message);
    answers.push(answer);
    const had = answers.reduce((sum, own) => sum + rowsOf(list, [own]).length, 0);
    const isLast = list.paging === 'none' || rowsOf(list, [answer]).length === 0;
    next = isLast ? undefined : nextPage(next, answer.body as Body, had);
  }
  return answers;
}

/** The next page: by cursor if there is one, else by number as long as the answer reports more. */
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
