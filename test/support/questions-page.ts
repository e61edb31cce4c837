// The list of questions in docs/exploration.md, written from the heads of the files alone.
import type { Question } from '../../src/questions/question.ts';
import { escaped } from '../../src/reports/markdown.ts';

const PLACE = /(<!-- questions: [^\n]*-->\n)[\s\S]*?(<!-- end of questions -->)/;

/** The page with the list of these questions. */
export function withQuestions(page: string, questions: readonly Question[]): string {
  if (!PLACE.test(page)) throw new Error('the page has no place for questions');
  const themes = [...new Set(questions.map(({ theme }) => theme))];
  const sections = themes.map((theme) => {
    const own = questions.filter((question) => question.theme === theme);
    return `### ${escaped(theme)}\n\n${own.map(item).join('')}`;
  });
  return page.replace(PLACE, (_, before, after) => `${before}\n${sections.join('\n')}\n${after}`);
}

function item({ name, title, says, parameters }: Question): string {
  const given = parameters.map(
    (one) =>
      `\`${one.name}${one.byDefault === null ? '' : `=${one.byDefault}`}\`: ${escaped(one.says)}`,
  );
  const told = given.length === 0 ? '' : ` ${given.map((text) => `${text}.`).join(' ')}`;
  return `- \`${name}\`: **${escaped(title)}.** ${escaped(says)}${told}\n`;
}
