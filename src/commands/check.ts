import { rebuild } from '../build/rebuild.ts';
import { EXIT, usageError } from '../errors.ts';
import { chooseFormat } from '../reports/render.ts';
import { renderTerms } from '../reports/terms.ts';
import { readCatalog } from '../rules/catalog.ts';
import { digestAll, publishedRelations } from '../rules/digest.ts';
import { audit } from '../rules/grain.ts';
import { computeOnce } from '../rules/once.ts';
import { readOver } from '../rules/overlay.ts';
import { BENEATH } from '../store/overlay.ts';
import { textRows } from '../words/rows.ts';
import { dbArgs, formatArgs, queriesArgs } from './shared/args.ts';
import { namedRelations } from './shared/check-names.ts';
import { now } from './shared/clock.ts';
import { defineCliCommand } from './shared/define.ts';
import { printRows } from './shared/print-rows.ts';

const DIGEST_COLUMNS = ['relation', 'rows', 'sha256'];
const REBUILT_COLUMNS = ['relation', 'rows_before', 'rows_after'];
const PROBLEM_COLUMNS = ['check', 'problem'];

export default defineCliCommand({
  name: 'check',
  summary: 'check the database: sums, duplicate rows, floating point',
  description:
    'Runs the checks of the rules. Verifies that no relation has two rows of the same grain, and ' +
    'that no amount is computed in floating point. Prints nothing when all is well.',
  examples: [
    { command: 'flaretally check', says: 'everything' },
    { command: 'flaretally check sums rating.charges', says: 'only this check and this relation' },
    { command: 'flaretally check --rebuild', says: 'compute everything again and compare' },
    { command: 'flaretally check --digest', says: 'a SHA-256 of what the database holds' },
  ],
  exits: { [EXIT.failed]: 'a check failed: its problems are printed' },
  args: {
    name: { type: 'positional', variadic: true, required: false, description: 'run only these' },
    ...dbArgs,
    rebuild: {
      type: 'boolean',
      description: 'compute everything again, publish it, and name what came out differently',
    },
    digest: { type: 'boolean', description: 'print only a SHA-256 of each relation and of all' },
    ...queriesArgs,
    ...formatArgs,
  },
  async run({ args, ...io }) {
    if (args.rebuild) {
      refuseBeside(args);
      const rebuilt = await rebuild({ ...args, now: now(io.env), signal: io.signal });
      if (rebuilt.length > 0 || args.format === 'json')
        printRows(io, textRows(REBUILT_COLUMNS, rebuilt), args);
      return rebuilt.length > 0 ? EXIT.failed : EXIT.ok;
    }
    const catalog = readCatalog(args.queries);
    return readOver(args.db, io.signal, async (db) => {
      const all = await publishedRelations(db, BENEATH);
      const relations = namedRelations(all, args.name, catalog.rules);
      // A relation that is named is looked at through all views that it reads.
      if (args.name.length === 0) await computeOnce(db, catalog, BENEATH, relations);
      if (args.digest) {
        printRows(io, textRows(DIGEST_COLUMNS, await digestAll(db, relations)), args);
        return EXIT.ok;
      }
      const problems = await audit(db, catalog.rules, relations);
      const format = chooseFormat({ format: args.format, isTty: io.isStdoutTty });
      // A list, because a table would cut the sentences off.
      if (format === 'table')
        io.stdout.write(renderTerms(problems.map((p) => [p.check, p.problem])));
      else if (problems.length > 0 || format === 'json')
        printRows(io, textRows(PROBLEM_COLUMNS, problems), { format, raw: args.raw });
      return problems.length > 0 ? EXIT.failed : EXIT.ok;
    });
  },
});

/** Parts cannot be computed again alone, because they depend on each other. */
function refuseBeside({ name, digest }: { name: readonly string[]; digest?: boolean }): void {
  if (name.length === 0 && !digest) return;
  throw usageError(
    'E_CHECK_REBUILD',
    '--rebuild computes everything again, and takes neither names nor --digest',
    'run check --rebuild first, then check with the names or --digest',
  );
}
