// The part of YAML that our workflow is written in: maps, lists, plain and 'quoted' text, comments.
// Anything else is refused, so that nothing is misread.

export type Yaml = string | null | Yaml[] | { [key: string]: Yaml };

interface Line {
  indent: number;
  text: string;
  number: number;
}

export function parseYaml(text: string): Yaml {
  const lines = text.split('\n').flatMap((raw, i): Line[] => {
    if (raw.includes('\t')) throw new Error(`line ${i + 1}: a tab`);
    const bare = raw.replace(/(^|\s)#(?=[^']*(?:'[^']*'[^']*)*$).*$/, '').trimEnd();
    const indent = bare.length - bare.trimStart().length;
    return bare === '' ? [] : [{ indent, text: bare.trimStart(), number: i + 1 }];
  });
  const value = node(lines, lines[0]?.indent ?? 0);
  if (lines[0]) throw new Error(`line ${lines[0].number}: not expected here`);
  return value;
}

function node(lines: Line[], indent: number): Yaml {
  return lines[0]?.text.startsWith('- ') ? list(lines, indent) : map(lines, indent);
}

function list(lines: Line[], indent: number): Yaml[] {
  const items: Yaml[] = [];
  for (
    let line = lines[0];
    line?.indent === indent && line.text.startsWith('- ');
    line = lines[0]
  ) {
    lines[0] = { ...line, indent: indent + 2, text: line.text.slice(2) };
    if (/^[\w-]+:( |$)/.test(lines[0].text)) items.push(map(lines, indent + 2));
    else items.push(scalar(`${lines.shift()?.text.slice(0)}`, line.number));
  }
  return items;
}

function map(lines: Line[], indent: number): { [key: string]: Yaml } {
  const found: { [key: string]: Yaml } = {};
  for (let line = lines[0]; line?.indent === indent; line = lines[0]) {
    const [, key, rest] = /^([\w-]+):(?: (.+))?$/.exec(line.text) ?? [];
    if (key === undefined || key in found) throw new Error(`line ${line.number}: ${line.text}`);
    lines.shift();
    const below = lines[0];
    if (rest !== undefined) found[key] = scalar(rest, line.number);
    else found[key] = below && below.indent > indent ? node(lines, below.indent) : null;
  }
  return found;
}

function scalar(text: string, number: number): string {
  const quoted = /^'((?:[^']|'')*)'$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted.replaceAll("''", "'");
  if (/^['"[{&*!|>%@`?-]|: | #/.test(text)) throw new Error(`line ${number}: not plain: ${text}`);
  return text;
}
