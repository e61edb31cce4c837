import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { usageError } from '../errors.ts';
import { closest } from '../words/suggest.ts';
import { parseQuestion, type Question } from './question.ts';

const BUNDLED_QUESTIONS = fileURLToPath(new URL('../../questions/', import.meta.url));

/**
 * All questions by theme and name. Those of an own folder replace bundled ones of the same name.
 * @throws FlaretallyError E_QUESTIONS_MISSING, E_QUESTIONS_EMPTY, E_QUESTION_HEAD
 */
export function readQuestions(folder: string | undefined): Question[] {
  const own = folder === undefined ? [] : ownQuestions(folder);
  const names = own.map(({ name }) => name);
  const bundled = questionsIn(BUNDLED_QUESTIONS, 'questions');
  const all = [...bundled.filter(({ name }) => !names.includes(name)), ...own];
  return all.sort((a, b) => compare(a.theme, b.theme) || compare(a.name, b.name));
}

function ownQuestions(folder: string): Question[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw usageError('E_QUESTIONS_MISSING', `--questions: there is no folder ${folder}`);
  const own = questionsIn(folder, folder);
  if (own.length > 0) return own;
  const fix = 'a question is a file NAME.sql; flaretally ask NAME --sql prints one to begin with';
  throw usageError('E_QUESTIONS_EMPTY', `--questions: ${folder} holds no file of SQL`, fix);
}

function questionsIn(folder: string, shownAs: string): Question[] {
  const files = readdirSync(folder).filter((file) => /^[^.].*\.sql$/.test(file));
  return files.map((file) => {
    const text = readFileSync(join(folder, file), 'utf8').replace(/^\ufeff/, '');
    return parseQuestion(file.replace(/\.sql$/, ''), join(shownAs, file), text);
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/**
 * The question of a name as typed: `top_movers` is `top-movers`.
 * @throws FlaretallyError E_QUESTION_UNKNOWN
 */
export function questionOf(questions: readonly Question[], typed: string): Question {
  const same = (name: string) => name.replaceAll('_', '-') === typed.replaceAll('_', '-');
  const found = questions.find(({ name }) => same(name));
  if (found) return found;
  const near = closest(
    typed,
    questions.map(({ name }) => name),
  );
  const fix = near === undefined ? 'flaretally ask lists them' : `did you mean ${near}?`;
  throw usageError('E_QUESTION_UNKNOWN', `there is no question "${typed}"`, fix);
}
