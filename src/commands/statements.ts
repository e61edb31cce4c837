import { EXIT } from '../errors.ts';
import { parsePeriod } from '../period.ts';
import { renderDocument } from '../reports/json.ts';
import { statementHead } from '../reports/tenant-statement.ts';
import { accountArgs, dbArgs, pageFormatArgs, periodArgs, queriesArgs } from './shared/args.ts';
import { now } from './shared/clock.ts';
import { type CliContext, defineCliCommand } from './shared/define.ts';
import { printRows } from './shared/print-rows.ts';
import { refuseOtherFlags } from './shared/statements.ts';

const ARGS = {
  verb: {
    type: 'positional',
    options: ['list', 'due', 'issue', 'show'],
    description: 'what to do',
  },
  name: { type: 'positional', required: false, description: 'for show: T-2026-10-acme-1' },
  tenant: {
    type: 'string',
    multiple: true,
    valueHint: 'NAME',
    description: 'for due and issue: only this tenant',
  },
  reason: { type: 'string', valueHint: 'TEXT', description: 'for issue: why; kept and shown' },
  'allow-incomplete': {
    type: 'boolean',
    description: 'for due and issue: also where usage is missing',
  },
  ...dbArgs,
  ...accountArgs,
  ...periodArgs,
  ...queriesArgs,
  ...pageFormatArgs,
} as const;
type Context = CliContext<typeof ARGS>;

export default defineCliCommand({
  name: 'statements',
  summary: 'issue what each tenant is told, numbered and never rewritten',
  description:
    'issue freezes what each tenant owes for a period: its part of the lines, or what your own ' +
    'price list says. When an invoice, a credit note, late usage or another map changes that, ' +
    'issue makes another version with both figures. due shows what issue would do.',
  examples: [
    {
      command: 'flaretally statements due --period 2026-10',
      says: 'who was told nothing, or else',
    },
    { command: 'flaretally statements issue --period 2026-10', says: 'tell them' },
    { command: 'flaretally statements show T-2026-10-acme-1', says: 'what a tenant was told' },
  ],
  exits: { [EXIT.incomplete]: 'usage does not cover the period' },
  args: ARGS,
  async run(context) {
    const { args } = context;
    refuseOtherFlags(args);
    if (args.verb === 'list') {
      const { listStatements } = await import('../statements/read.ts');
      return printRows(context, await listStatements(args.db, args.account), shown(args));
    }
    if (args.verb === 'show') return show(context, args.name ?? '');
    const period = args.period === undefined ? undefined : parsePeriod(args.period);
    const wish = { ...args, period, now: now(context.env), signal: context.signal };
    const verbs = await import('../statements/issue.ts');
    const isDue = args.verb === 'due';
    const due = await (isDue ? verbs.dueStatements(wish) : verbs.issueStatements(wish));
    const { account, starts_on, ends_on } = due.period;
    const count = due.statements.rows.length;
    const says = count === 0 ? 'every tenant was told what holds now' : `${count} statement(s)`;
    const footer =
      `Account ${account}, ${starts_on} to ${ends_on} UTC: ${says}` +
      `${count > 0 ? (isDue ? ' due' : ' issued') : ''}.`;
    printRows(context, due.statements, { ...shown(args), footer });
  },
});

/** Prints a statement: its head, and its lines. */
async function show(context: Context, name: string): Promise<void> {
  const { readStatement } = await import('../statements/read.ts');
  const { args } = context;
  const { statement, lines } = await readStatement(args.db, name, args.account);
  if (args.format === 'json')
    context.stdout.write(renderDocument({ ...statement, lines: lines.rows }));
  else printRows(context, lines, { ...shown(args), footer: statementHead(statement) });
}

function shown({ format, raw }: Context['args']) {
  return { format, raw };
}
