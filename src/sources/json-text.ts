/** A JSON token: a string, a number or punctuation. Spaces, true, false and null are skipped. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]/g;

/**
 * JSON with its numbers as strings, so that no digit is lost.
 * @throws SyntaxError for invalid JSON, and for an object with a key twice
 */
export function parseExact(text: string): unknown {
  JSON.parse(text);
  refuseRepeats(text);
  return JSON.parse(text.replace(TOKEN, (token) => (/^[-\d]/.test(token) ? `"${token}"` : token)));
}

/**
 * Refuses an object with a key twice, of which a parser would silently take the last.
 * @throws SyntaxError naming the key; `text` must be JSON
 */
export function refuseRepeats(text: string): void {
  const open: (Set<string> | undefined)[] = [];
  let last = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') take(open.at(-1), JSON.parse(last) as string);
    last = token;
  }
}

function take(keys: Set<string> | undefined, key: string): void {
  if (keys?.has(key)) throw new SyntaxError(`the key "${key}" occurs twice`);
  keys?.add(key);
}
