import type { Answer } from '../../questions/ask.ts';
import type { Question } from '../../questions/question.ts';
import { escaped } from '../../reports/markdown.ts';
import { chooseFormat, type TextFormat } from '../../reports/render.ts';
import { visible } from '../../words/visible.ts';
import type { Io } from './io.ts';
import { printRows } from './print-rows.ts';

interface Form {
  format: TextFormat | undefined;
  raw: boolean;
}

/**
 * Prints title, rows and what is to be said of them. An empty table would look like an error: a
 * page has the reason in its place. Data has no title.
 */
export function printAnswer(io: Io, { title }: Question, { rows, foot }: Answer, form: Form): void {
  const format = chooseFormat({ format: form.format, isTty: io.isStdoutTty });
  if (format === 'table') io.stdout.write(`${visible(title)}\n\n`);
  if (format === 'md') io.stdout.write(`## ${escaped(visible(title))}\n\n`);
  const isPage = format === 'table' || format === 'md';
  if (isPage && rows.rows.length === 0) {
    const lines = foot.map((line) => (format === 'md' ? escaped(visible(line)) : visible(line)));
    io.stdout.write(`${lines.join('\n')}\n`);
    return;
  }
  printRows(io, rows, { format, raw: form.raw, footer: foot.join('\n') });
}
