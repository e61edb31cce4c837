/** Width of help in characters, on any terminal. */
export const HELP_COLUMNS = 80;

const TERM_COLUMNS = 24;

/** Breaks text at spaces into lines of at most `columns`; a longer word keeps a line of its own. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** Wrapped text, each line after `indent` spaces. */
export function paragraph(text: string, indent = 0): string[] {
  const margin = ' '.repeat(indent);
  return wrap(text, HELP_COLUMNS - indent).map((line) => margin + line);
}

/** Terms on the left, meanings on the right; the meaning of a long term is below it. */
export function definitions(rows: readonly (readonly [term: string, meaning: string])[]): string[] {
  const fitting = rows.map(([term]) => term.length).filter((length) => length <= TERM_COLUMNS);
  const width = Math.max(0, ...fitting);
  const margin = 2 + width + 2;
  return rows.flatMap(([term, meaning]) => {
    const lines = paragraph(meaning, margin);
    if (term.length > width) return [`  ${term}`, ...lines];
    const [first = '', ...more] = lines;
    return [`  ${term.padEnd(width)}  ${first.slice(margin)}`.trimEnd(), ...more];
  });
}

/** A titled block, or nothing when it has no lines. */
export function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines];
}
