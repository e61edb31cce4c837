import { EXIT, usageError } from '../errors.ts';
import { readBooks } from '../reports/books.ts';
import { textRows } from '../reports/rowset.ts';
import { readCatalog } from '../rules/catalog.ts';
import { findBroken } from '../rules/check.ts';
import { digestAll, type PublishedRelation, publishedRelations } from '../rules/digest.ts';
import { brokenGrains, inexact } from '../rules/grain.ts';
import { dbArgs, formatArgs, queriesArgs } from './shared/args.ts';
import { defineCliCommand } from './shared/define.ts';
import { printRows } from './shared/print-rows.ts';
import { closest } from './shared/suggest.ts';

export default defineCliCommand({
  name: 'check',
  summary: 'test the books: sums, grains and coverage',
  description:
    'Runs the checks of the rules, holds every relation to the grain it declares, and looks for ' +
    'floating point where money comes from. Says nothing when all is well.',
  examples: [
    { command: 'flaretally check', says: 'everything' },
    { command: 'flaretally check sums rating.charges', says: 'one check, one relation' },
    { command: 'flaretally check --digest', says: 'a SHA-256 of what the books hold' },
  ],
  exits: { [EXIT.failed]: 'something is broken, and printed' },
  args: {
    name: { type: 'positional', variadic: true, required: false, description: 'only these' },
    ...dbArgs,
    digest: { type: 'boolean', description: 'a SHA-256 of each relation and of all, instead' },
    ...queriesArgs,
    ...formatArgs,
  },
  async run({ args, ...io }) {
    const { rules } = readCatalog(args.queries);
    return readBooks(args.db, io.signal, async (db) => {
      const relations = named(await publishedRelations(db), args.name);
      if (args.digest) {
        printRows(
          io,
          textRows(['relation', 'rows', 'sha256'], await digestAll(db, relations)),
          args,
        );
        return EXIT.ok;
      }
      const present = rules.filter((rule) => relations.some((r) => r.relation === rule.relation));
      const checks = relations.filter(({ relation }) => relation.startsWith('checks.'));
      const broken = [
        ...(await findBroken(
          db,
          checks.map(({ relation }) => relation),
        )),
        ...(await brokenGrains(db, present, relations)),
        ...(await inexact(db, present)),
      ];
      const problems = broken.flatMap(({ check, rows }) =>
        rows.map((row) => ({ check, problem: `${row.problem ?? JSON.stringify(row)}` })),
      );
      if (problems.length > 0 || args.format === 'json')
        printRows(io, textRows(['check', 'problem'], problems), args);
      return problems.length > 0 ? EXIT.failed : EXIT.ok;
    });
  },
});

/** The relations meant: `sums` is `checks.sums`, `tenant-lines` every relation of that name. */
function named(all: readonly PublishedRelation[], names: readonly string[]): PublishedRelation[] {
  const wanted = new Set(names.flatMap((name) => meant(all, name)));
  return all.filter((found) => names.length === 0 || wanted.has(found));
}

function meant(all: readonly PublishedRelation[], typed: string): PublishedRelation[] {
  const name = typed.replaceAll('-', '_');
  const found = all.filter(({ relation }) => `.${relation}`.endsWith(`.${name}`));
  if (found.length > 0) return found;
  const near = closest(
    name,
    all.flatMap(({ relation }) => [relation, relation.replace(/.*\./, '')]),
  );
  const fix = near === undefined ? 'flaretally rules lists them' : `did you mean ${near}?`;
  throw usageError('E_CHECK_UNKNOWN', `there is no check or relation "${typed}"`, fix);
}
