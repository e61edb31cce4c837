/**
 * The first JSON objects of a text, each as it stands there: one a line, spread over lines, or in
 * an array. One that the text cuts off is left out.
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

/** How JSON records stand in a file: one a line, each over several lines, or in an array. */
export type JsonLayout = 'ndjson' | 'objects' | 'array';

/** The layout that the head of a file shows; undefined where it does not begin with JSON. */
export function layoutOf(head: string): JsonLayout | undefined {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  if (text === '') return 'ndjson';
  if (/^\[\s*[{\]]/.test(text)) return 'array';
  if (!text.startsWith('{')) return undefined;
  const [first] = firstObjects(text, 1);
  const isSpread = first === undefined ? !isOneLine(text) : first.includes('\n');
  return isSpread ? 'objects' : 'ndjson';
}

/** Whether the first record, which the text cuts off, goes on in one line. */
function isOneLine(text: string): boolean {
  const [line = '', next] = text.split('\n', 2);
  return next === undefined || line.trim().length > 1;
}
