import { visible } from '../words/visible.ts';

const COLUMNS = 80;
const INDENT = 4;

/** Names with their meanings below, in 80 columns, because a table would cut the sentences off. */
export function renderTerms(terms: readonly (readonly [term: string, says: string])[]): string {
  const lines = terms.flatMap(([term, says]) => [visible(term), ...wrapped(visible(says))]);
  return lines.map((line) => `${line}\n`).join('');
}

function wrapped(text: string): string[] {
  const longest = COLUMNS - INDENT;
  const lines = text.match(new RegExp(`\\S.{0,${longest - 1}}(?=\\s|$)|\\S+`, 'g')) ?? [];
  return lines.map((line) => ' '.repeat(INDENT) + line.trimEnd());
}
