/**
 * Cuts values out of JSON text unchanged. `JSON.parse` would round whole numbers above 2^53, and
 * the byte-seconds of a month are larger. The text must be valid JSON that was parsed before.
 */
const WHITE = /\s/;

/** The elements of the array at `path` as text; undefined without an array. */
export function elementsAt(text: string, path: readonly (string | number)[]): string[] | undefined {
  let at = skipWhite(text, 0);
  for (const step of path) {
    const next = typeof step === 'number' ? elementAt(text, at, step) : memberAt(text, at, step);
    if (next === undefined) return undefined;
    at = next;
  }
  if (text[at] !== '[') return undefined;
  const elements: string[] = [];
  for (const [start, end] of elementsOf(text, at)) elements.push(text.slice(start, end));
  return elements;
}

/** The text of the value at `path`, or undefined. */
export function textAt(text: string, path: readonly (string | number)[]): string | undefined {
  let at: number | undefined = skipWhite(text, 0);
  for (const step of path) {
    at = typeof step === 'number' ? elementAt(text, at, step) : memberAt(text, at, step);
    if (at === undefined) return undefined;
  }
  return text.slice(at, endOf(text, at));
}

function elementAt(text: string, at: number, index: number): number | undefined {
  if (text[at] !== '[') return undefined;
  let i = 0;
  for (const [start] of elementsOf(text, at)) if (i++ === index) return start;
  return undefined;
}

/**
 * Start of the value of a key of the object at `at`. The last of equal keys counts, as in a parse.
 */
function memberAt(text: string, at: number, key: string): number | undefined {
  if (text[at] !== '{') return undefined;
  let found: number | undefined;
  let i = skipWhite(text, at + 1);
  while (text[i] === '"') {
    const keyEnd = endOfString(text, i);
    const name = JSON.parse(text.slice(i, keyEnd)) as string;
    const value = skipWhite(text, skipWhite(text, keyEnd) + 1);
    if (name === key) found = value;
    i = skipWhite(text, endOf(text, value));
    if (text[i] === ',') i = skipWhite(text, i + 1);
  }
  return found;
}

function* elementsOf(text: string, at: number): Generator<[number, number]> {
  let i = skipWhite(text, at + 1);
  while (i < text.length && text[i] !== ']') {
    const end = endOf(text, i);
    yield [i, end];
    i = skipWhite(text, end);
    if (text[i] === ',') i = skipWhite(text, i + 1);
  }
}

/** End of the value that starts at `at`. */
function endOf(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return endOfString(text, at);
  if (first !== '{' && first !== '[') return endOfScalar(text, at);
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) i = endOfString(text, i) - 1;
    else if (code === 0x7b || code === 0x5b) depth++;
    else if ((code === 0x7d || code === 0x5d) && --depth === 0) return i + 1;
  }
  return text.length;
}

function endOfString(text: string, at: number): number {
  for (let i = text.indexOf('"', at + 1); i !== -1; i = text.indexOf('"', i + 1)) {
    let slashes = 0;
    while (text[i - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return i + 1;
  }
  return text.length;
}

function endOfScalar(text: string, at: number): number {
  let i = at;
  while (i < text.length && !/[\s,\]}]/.test(text[i] ?? '')) i++;
  return i;
}

function skipWhite(text: string, at: number): number {
  let i = at;
  while (WHITE.test(text[i] ?? '')) i++;
  return i;
}
