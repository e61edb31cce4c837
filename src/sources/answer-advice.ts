/** What a file lacks for being read, and the command that converts it. */
export interface Advice {
  why: string;
  fix: string;
}

/** Makes a command of jq, by its program, the file that it writes and its flags. */
export type ToCommand = (program: string, file: string, flags?: string) => string;

const ROW = '\\{\\s*"(dimensions|sum|max|avg|count|confidence)"\\s*:';
const DATASET = `"\\w+"\\s*:\\s*(\\[|"[^"]*"\\s*,\\s*"\\w+"\\s*:\\s*\\[)\\s*${ROW}`;
const MATCHES = {
  rows: new RegExp(`^\\[\\s*${ROW}`),
  rowLines: new RegExp(`^${ROW}`),
  accounts: new RegExp(`^\\[\\s*\\{\\s*${DATASET}`),
  account: new RegExp(`^\\{\\s*${DATASET}`),
  viewer: new RegExp(`^\\{\\s*"accounts"\\s*:\\s*\\[\\s*\\{\\s*${DATASET}`),
  answers: /^\[\s*\{\s*"(data|flaretally|account|errors)"\s*:/,
} as const;

/** For a GraphQL answer without what stands around it, or with more around it. */
export function answerAdvice(text: string, path: string, to: ToCommand): Advice | undefined {
  const only = (what: string, program: string, flags?: string) => ({
    why: `it holds only ${what} of a GraphQL answer, without {"data": {"viewer": ...}}`,
    fix: to(program, 'converted.json', flags),
  });
  const rows = (flags?: string) => ({
    why: 'it holds rows of a GraphQL answer, and does not name their dataset',
    fix: `put the name of the dataset for DATASET: ${to(
      '{data: {viewer: {accounts: [{DATASET: .}]}}}',
      'converted.json',
      flags,
    )}`,
  });
  if (/^HTTP\/[\d.]+ \d/.test(text))
    return {
      why: 'it begins with the headers of HTTP, as curl -i writes them',
      fix: `awk 'found; /^\\r?$/ {found = 1}' ${path} > converted.json`,
    };
  if (MATCHES.rows.test(text)) return rows();
  if (MATCHES.rowLines.test(text)) return rows('-s ');
  if (MATCHES.accounts.test(text)) return only('the accounts', '{data: {viewer: {accounts: .}}}');
  if (MATCHES.account.test(text)) return only('an account', '{data: {viewer: {accounts: [.]}}}');
  if (MATCHES.viewer.test(text)) return only('the viewer', '{data: {viewer: .}}');
  if (MATCHES.answers.test(text) && text.includes('"viewer"'))
    return {
      why: 'it holds a list of answers: save each in a file of its own',
      fix: `jq -c '.[]' ${path} | split -l 1 -a 3 - answer-`,
    };
  return undefined;
}
