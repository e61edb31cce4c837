import { parsePeriod } from '../period.ts';
import { ask } from '../questions/ask.ts';
import { questionOf, readQuestions } from '../questions/list.ts';
import { filledIn, givenValues, valuesOf, wrongValue } from '../questions/values.ts';
import { choosePeriod } from '../reading/choose-period.ts';
import { refuseBinaryOnTerminal } from '../reports/arrow.ts';
import { readForStatements } from '../reports/database.ts';
import { refused, streamAnswer } from '../reports/sql-answer.ts';
import { accountArgs, arrowFormatArgs, dbArgs, periodArgs } from './shared/args.ts';
import { now } from './shared/clock.ts';
import { defineCliCommand } from './shared/define.ts';
import { printAnswer } from './shared/print-answer.ts';
import { printQuestions } from './shared/question-list.ts';

export default defineCliCommand({
  name: 'ask',
  summary: 'answer what people ask of a bill, question by question',
  description:
    'Each question is a file of SQL with a name. It is read-only, as sql is; --sql prints it, to ' +
    'change it. Amounts are in USD.',
  examples: [
    { command: 'flaretally ask', says: 'list the questions' },
    { command: 'flaretally ask hibernation', says: 'which objects stay awake with open sockets' },
    { command: 'flaretally ask top-movers --param rows=5', says: 'with a parameter' },
    { command: 'flaretally ask block-edges --sql | flaretally sql -', says: 'the same, as SQL' },
  ],
  args: {
    name: { type: 'positional', required: false, description: 'a question; without it, a list' },
    param: {
      type: 'string',
      multiple: true,
      valueHint: 'NAME=VALUE',
      description: 'a parameter of the question; can be given several times',
    },
    sql: { type: 'boolean', description: 'print its SQL with the values filled in' },
    questions: {
      type: 'string',
      valueHint: 'DIR',
      description: 'folder of questions that replace bundled ones by name, or are added',
    },
    ...dbArgs,
    ...accountArgs,
    ...periodArgs,
    ...arrowFormatArgs,
  },
  async run({ args, ...io }) {
    const { name, format } = args;
    refuseBinaryOnTerminal(format, io.isStdoutTty);
    const all = readQuestions(args.questions);
    if (name === undefined) return printQuestions(all, args, io);
    const question = questionOf(all, name);
    const given = givenValues(question, args.param ?? []);
    const wish = args.period === undefined ? undefined : parsePeriod(args.period);
    await readForStatements(args.db, io.signal, async (db) => {
      const asked = { account: args.account, period: wish, now: now(io.env) };
      const period = await choosePeriod(db, asked);
      const values = valuesOf(period, given);
      if (args.sql) return io.stdout.write(filledIn(question.sql, values));
      try {
        if (format === 'arrow')
          return await streamAnswer(db, question.sql, io.stdout, { signal: io.signal, values });
        printAnswer(io, question, await ask(db, question, period, given), {
          format,
          raw: args.raw,
        });
      } catch (error) {
        throw wrongValue(refused(error), question, given);
      }
    });
  },
});
