import { type Cloudflare, DEMO_ACCOUNT } from './index.ts';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** Rows of the first account's only selection; none where the call was refused. */
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its question
  rows: any[];
  // biome-ignore lint/suspicious/noExplicitAny: as above
  data: any;
  message: string | undefined;
  code: string | undefined;
  path: string[] | undefined;
}

/** Sends a document as a client would. */
export async function ask(
  { url, token }: Cloudflare,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = { authorization: `Bearer ${token}` },
): Promise<Reply> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text);
  const account = data?.viewer?.accounts?.[0] ?? {};
  const first = errors?.[0];
  return {
    status: response.status,
    headers: response.headers,
    text,
    rows: (Object.values(account)[0] as unknown[] | undefined) ?? [],
    data,
    message: first?.message,
    code: first?.extensions?.code,
    path: first?.path,
  };
}

/** The document of one selection of one dataset: `periodic(filter: {...}, limit: 10) { ... }`. */
export function documentOf(selection: string, variables = '', account = DEMO_ACCOUNT): string {
  return `query Usage${variables} {
    viewer { accounts(filter: { accountTag: "${account}" }) { ${selection} } }
  }`;
}

/** Gets a REST path below the account. */
export async function get({ url, token }: Cloudflare, path: string, account = DEMO_ACCOUNT) {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/accounts/${account}/${path}`, { headers });
  // biome-ignore lint/suspicious/noExplicitAny: an envelope's result has any shape
  const body: any = await response.json();
  return { status: response.status, headers: response.headers, body };
}
