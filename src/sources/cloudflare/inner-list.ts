import type { Answer, Client } from './client.ts';
import type { InnerList } from './list.ts';
import { rowsOf } from './list-envelope.ts';
import { pagesOf } from './rest.ts';

/**
 * All pages of an inner list, each row beside the name of what it is below.
 * @throws ListRefused, FlaretallyError E_TOKEN, E_PULL_GAVE_UP
 */
export async function askInner(
  client: Client,
  account: string,
  { of, by, below, beside: [above, row], paging }: InnerList,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const outer = await pagesOf(client, account, of, undefined);
  for (const text of rowsOf(of, outer)) {
    const id = (JSON.parse(text) as Record<string, unknown>)[by];
    if (typeof id !== 'string' || id === '') continue;
    const path = `${of.path}/${encodeURIComponent(id)}${below}`;
    const pages = await pagesOf(client, account, { ...of, path, paging }, undefined);
    for (const page of pages) {
      const rows = rowsOf(of, [page]).map(
        (own) => `{${JSON.stringify(above)}:${JSON.stringify(id)},${JSON.stringify(row)}:${own}}`,
      );
      answers.push({ ...page, text: `{"result":[${rows.join(',\n')}]}` });
    }
  }
  return answers;
}
