/** An element: its text and its child elements. Attributes are ignored. */
export interface Element {
  name: string;
  text: string;
  children: Element[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const NAME = String.raw`[\w:.-]+`;
const ATTRIBUTES = String.raw`(?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*`;

/** A comment, CDATA, the end or the beginning of an element, or text. */
const TOKEN = new RegExp(
  [
    String.raw`<!--[\s\S]*?-->`,
    String.raw`<!\[CDATA\[([\s\S]*?)\]\]>`,
    String.raw`<\/(${NAME})\s*>`,
    String.raw`<(${NAME})${ATTRIBUTES}\s*(\/?)>`,
    '([^<]+)',
  ].join('|'),
  'y',
);

/**
 * Reads the simple XML that buckets return: elements, text, entities. XML that is not well formed,
 * or has a DOCTYPE, is an error.
 * @throws SyntaxError
 */
export function parseXml(source: string): Element {
  const text = source.replace(/^\uFEFF?\s*(<\?xml\s[^?]*\?>)?/, '');
  const top: Element = { name: '', text: '', children: [] };
  const open = [top];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    if (match === null) throw new SyntaxError(`not XML at character ${at}`);
    take(match, open);
  }
  const [root, another] = top.children;
  if (open.length > 1 || root === undefined || another !== undefined || top.text.trim() !== '') {
    throw new SyntaxError('not one whole XML document');
  }
  return root;
}

function take([, cdata, closed, opened, empty, words]: RegExpExecArray, open: Element[]): void {
  const current = open.at(-1) as Element;
  if (cdata !== undefined) current.text += cdata;
  else if (words !== undefined) current.text += unescaped(words);
  else if (opened !== undefined) {
    const element: Element = { name: opened, text: '', children: [] };
    current.children.push(element);
    if (empty !== '/') open.push(element);
  } else if (closed !== undefined) {
    if (closed !== current.name) throw new SyntaxError(`</${closed}> closes <${current.name}>`);
    open.pop();
  }
}

function unescaped(text: string): string {
  return text.replace(/&([^;&]{0,12};?)/g, (whole, inner: string) => {
    const name = inner.endsWith(';') ? inner.slice(0, -1) : '';
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    const [, hex, decimal] = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name) ?? [];
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
    if (known !== undefined) return known;
    if (Number.isInteger(code) && code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    throw new SyntaxError(`${whole} is no entity`);
  });
}

/** The text of the first child of that name, or undefined. */
export function childText(element: Element, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}
