/**
 * The first JSON objects of a text, as text: one per line, over several lines, or in an array. An
 * incomplete one is left out.
 */
export function firstObjects(text: string, most: number): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = -1;
  let isInText = false;
  for (let i = 0; i < text.length && found.length < most; i++) {
    const character = text[i];
    if (isInText) {
      if (character === '\\') i += 1;
      else if (character === '"') isInText = false;
      continue;
    }
    if (character === '"') isInText = depth > 0;
    else if (character === '{') {
      if (depth === 0) start = i;
      depth += 1;
    } else if (character === '}') {
      depth -= 1;
      if (depth === 0) found.push(text.slice(start, i + 1));
    }
    if (depth < 0) break;
  }
  return found;
}

/** Layouts of JSON records in a file: one per line, each over several lines, or in an array. */
export type JsonLayout = 'ndjson' | 'objects' | 'array';

/** The layout at the start of a file; undefined if it does not begin with JSON. */
export function layoutOf(head: string): JsonLayout | undefined {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (text === '') return 'ndjson';
  if (/^\[\s*[{\]]/.test(text)) return 'array';
  if (!text.startsWith('{')) return undefined;
  const [first] = firstObjects(text, 1);
  const isSpread = first === undefined ? !isOneLine(text) : first.includes('\n');
  return isSpread ? 'objects' : 'ndjson';
}

/** Whether the incomplete first record continues on one line. */
function isOneLine(text: string): boolean {
  const [line = '', next] = text.split('\n', 2);
  return next === undefined || line.trim().length > 1;
}
