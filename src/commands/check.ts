import { rebuild } from '../build/rebuild.ts';
import { EXIT, usageError } from '../errors.ts';
import { readPublished } from '../reports/database.ts';
import { chooseFormat } from '../reports/render.ts';
import { renderTerms } from '../reports/terms.ts';
import { readCatalog } from '../rules/catalog.ts';
import { digestAll, type PublishedRelation, publishedRelations } from '../rules/digest.ts';
import { audit } from '../rules/grain.ts';
import type { Rule } from '../rules/rule-file.ts';
import { textRows } from '../words/rows.ts';
import { closest } from '../words/suggest.ts';
import { dbArgs, formatArgs, queriesArgs } from './shared/args.ts';
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
    const { rules } = readCatalog(args.queries);
    return readPublished(args.db, io.signal, async (db) => {
      const relations = named(await publishedRelations(db), args.name, rules);
      if (args.digest) {
        printRows(io, textRows(DIGEST_COLUMNS, await digestAll(db, relations)), args);
        return EXIT.ok;
      }
      const problems = await audit(db, rules, relations);
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

/**
 * The relations meant: `sums` is `checks.sums`, `tenant-lines` every relation of that name. Without
 * a name all but those that are checked when named.
 */
function named(
  all: readonly PublishedRelation[],
  names: readonly string[],
  rules: readonly Rule[],
): PublishedRelation[] {
  const asked = new Set(rules.filter(({ header }) => header.isOnRequest).map((r) => r.relation));
  if (names.length === 0) return all.filter(({ relation }) => !asked.has(relation));
  const wanted = new Set(names.flatMap((name) => meant(all, name)));
  return all.filter((found) => wanted.has(found));
}

function meant(all: readonly PublishedRelation[], typed: string): PublishedRelation[] {
  const name = typed.replaceAll('-', '_');
  const found = all.filter(({ relation }) => `.${relation}`.endsWith(`.${name}`));
  if (found.length > 0) return found;
  const candidates = all.flatMap(({ relation }) => [relation, relation.replace(/.*\./, '')]);
  const near = closest(name, candidates);
  const fix = near === undefined ? 'flaretally rules lists them' : `did you mean ${near}?`;
  throw usageError('E_CHECK_UNKNOWN', `there is no check or relation "${typed}"`, fix);
}
