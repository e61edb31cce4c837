/** Tokens of SQLite that may contain a semicolon. An unclosed one goes to the end of the text. */
const TOKEN = new RegExp(
  [
    String.raw`(?<blank>[ \t\n\f\r\uFEFF]+|--[^\n]*|/\*[^]*?(?:\*/|$))`,
    "'[^']*(?:''[^']*)*(?:'|$)",
    '"[^"]*(?:""[^"]*)*(?:"|$)',
    '`[^`]*(?:``[^`]*)*(?:`|$)',
    String.raw`\[[^\]]*(?:\]|$)`,
    // A parameter may end in parentheses with anything but spaces in them.
    String.raw`[$@#:][\w$\u0080-\uFFFF]+(?:::[\w$\u0080-\uFFFF]*)*(?:\([^\s)]*\))?`,
    String.raw`[\w$\u0080-\uFFFF]+`,
    '[^]',
  ].join('|'),
  'g',
);

const TRIGGER = /^(EXPLAIN (QUERY PLAN )?)?CREATE (TEMP |TEMPORARY )?TRIGGER /;

/**
 * The statements of an SQL text, without semicolons and surrounding spaces. Semicolons in strings,
 * quoted names, comments and the body of a trigger do not separate statements. A trigger ends at `;
 * END;`, as in SQLite.
 */
export function statements(sql: string): string[] {
  const found: string[] = [];
  let start = -1;
  let end = 0;
  let head = '';
  let last = '';
  for (const { 0: token, index, groups } of sql.matchAll(TOKEN)) {
    if (groups?.blank !== undefined) continue;
    const isInTrigger = TRIGGER.test(head) && last !== '; END';
    if (token === ';' && !isInTrigger) {
      if (start >= 0) found.push(sql.slice(start, end));
      start = -1;
      head = last = '';
      continue;
    }
    if (start < 0) start = index;
    end = index + token.length;
    const word = token.toUpperCase();
    if (head.length < 60) head += `${word} `;
    last = `${last.slice(last.lastIndexOf(' ') + 1)} ${word}`;
  }
  if (start >= 0) found.push(sql.slice(start, end));
  return found;
}

/**
 * Statements to run one by one. Most texts have at most one semicolon, at the end, and need no
 * parsing.
 */
export function partsOf(query: string): string[] {
  const semicolon = query.indexOf(';');
  const isPlain = semicolon < 0 || /^[ \t\n\f\r]*$/.test(query.slice(semicolon + 1));
  return isPlain ? [query] : statements(query);
}
