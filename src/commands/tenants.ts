import { EXIT, usageError } from '../errors.ts';
import { parsePeriod } from '../period.ts';
import { shapeOf } from '../tenants/map-shape.ts';
import { accountArgs, dbArgs, pageFormatArgs, periodArgs } from './shared/args.ts';
import { now } from './shared/clock.ts';
import { type CliContext, defineCliCommand } from './shared/define.ts';
import { dollarsOf, printCheck, printKnown, printLines, printOwned } from './shared/tenants.ts';

const VERBS = ['check', 'show', 'suggest', 'kinds', 'preset'] as const;

const ARGS = {
  verb: { type: 'positional', options: VERBS, description: VERBS.join(', ') },
  name: {
    type: 'positional',
    required: false,
    description: 'for show: a tenant or a resource; for preset: its name, without it a list',
  },
  'max-unowned': {
    type: 'string',
    valueHint: 'USD',
    description: 'for check: exit code 3 if resources without a tenant cost more than this',
  },
  like: {
    type: 'string',
    valueHint: 'FILE',
    description: 'for suggest: the map to append to, whose columns the lines then have',
  },
  ...dbArgs,
  ...accountArgs,
  ...periodArgs,
  ...pageFormatArgs,
} as const;

export default defineCliCommand({
  name: 'tenants',
  summary: 'show who owns what, and what the tenant map leaves to nobody',
  description:
    'check ranks resources without a tenant by dollars, suggests lines for the map, and names ' +
    'lines without effect. show says who owns what, and by which line. suggest prints the lines ' +
    'to append. kinds lists what a line may be about, in the order in which lines decide.',
  examples: [
    { command: 'flaretally tenants check', says: 'dollars that no tenant pays for' },
    { command: 'flaretally tenants show acme', says: 'what a tenant owns, and why' },
    {
      command: 'flaretally tenants suggest >> tenants.csv',
      says: 'append guesses, then read them',
    },
    { command: 'flaretally tenants preset object-names', says: 'a line that fits many accounts' },
  ],
  exits: { [EXIT.variance]: 'with --max-unowned: more belongs to no tenant' },
  args: ARGS,
  async run({ args, ...io }) {
    const { verb, name = '' } = args;
    const period = args.period === undefined ? undefined : parsePeriod(args.period);
    const maxUnowned = dollarsOf(args.maxUnowned);
    refuse(args);
    const shape = args.like === undefined ? undefined : shapeOf(args.like);
    if (verb === 'kinds' || verb === 'preset') {
      await printKnown(io, verb, args);
      return EXIT.ok;
    }
    const wish = { ...args, period, maxUnowned, now: now(io.env) };
    if (verb === 'show') {
      const { showTenants } = await import('../tenants/show.ts');
      printOwned(io, await showTenants(name, wish), args);
      return EXIT.ok;
    }
    const { checkTenants } = await import('../tenants/check.ts');
    const check = await checkTenants(wish);
    if (verb === 'suggest') printLines(io, check.suggestions, shape);
    else printCheck(io, check, args);
    return check.isBeyond ? EXIT.variance : EXIT.ok;
  },
});

function refuse({ verb, name, maxUnowned, like }: CliContext<typeof ARGS>['args']): void {
  if (name === undefined && verb === 'show')
    throw usageError('E_TENANTS_NAME', 'tenants show needs a name', 'name a tenant or a resource');
  if (name !== undefined && verb !== 'show' && verb !== 'preset')
    throw usageError('E_TENANTS_NAME', `tenants ${verb} takes no name`, `leave out "${name}"`);
  if (maxUnowned !== undefined && verb !== 'check')
    throw usageError('E_TENANTS_LIMIT', `tenants ${verb} takes no --max-unowned`, 'leave it out');
  if (like !== undefined && verb !== 'suggest')
    throw usageError('E_TENANTS_LIKE', `tenants ${verb} takes no --like`, 'leave it out');
}
