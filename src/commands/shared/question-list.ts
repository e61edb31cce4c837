import type { Question } from '../../questions/question.ts';
import { chooseFormat, type TextFormat } from '../../reports/render.ts';
import { renderTerms } from '../../reports/terms.ts';
import { textRows } from '../../words/rows.ts';
import type { Io } from './io.ts';
import { printRows } from './print-rows.ts';

interface ListArgs {
  format?: TextFormat | 'arrow' | undefined;
  raw: boolean;
}

/** Prints which questions there are. The list comes from no query, so as Arrow it is CSV. */
export function printQuestions(all: readonly Question[], { format, raw }: ListArgs, io: Io): void {
  const text = format === 'arrow' ? 'csv' : format;
  if (chooseFormat({ format: text, isTty: io.isStdoutTty }) === 'table')
    io.stdout.write(listPage(all));
  else printRows(io, listRows(all), { format: text, raw });
}

/** Every question with its sentence, theme by theme. */
function listPage(questions: readonly Question[]): string {
  const themes = [...new Set(questions.map(({ theme }) => theme))];
  return themes
    .map((theme) => {
      const own = questions.filter((question) => question.theme === theme);
      return `${theme}\n${renderTerms(own.map(({ name, says }) => [`  ${name}`, says]))}`;
    })
    .join('\n');
}

function listRows(questions: readonly Question[]) {
  const rows = questions.map(({ theme, name, title, says, parameters }) => ({
    ...{ theme, question: name, title, says },
    parameters: parameters.map((one) => one.name).join(', '),
  }));
  return textRows(['theme', 'question', 'title', 'says', 'parameters'], rows);
}
