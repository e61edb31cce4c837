import { readCorrected } from '../corrected.ts';
import { usageError } from '../errors.ts';
import { AS_OF } from '../foresight.ts';
import { pruneNotes } from '../ops/notes.ts';
import { isChosen } from '../reports/export/choice.ts';
import { relationsOf } from '../reports/export/relations.ts';
import { readCatalog } from '../rules/catalog.ts';
import { readersOf, resolve } from '../rules/resolve.ts';
import { visible } from '../words/visible.ts';
import { dbArgs, queriesArgs } from './shared/args.ts';
import { now } from './shared/clock.ts';
import { defineCliCommand } from './shared/define.ts';
import { exportFiles } from './shared/export-files.ts';
import { packageVersion } from './shared/version.ts';
import { fillFolder } from './shared/write-folder.ts';

const OUR_FILES = /^(open\.sql|schema\.json|[a-z]+\.[a-z0-9_]+\.(parquet|csv|ndjson))$/;

export default defineCliCommand({
  name: 'export',
  summary: 'write the relations as files for other programs',
  description:
    'Writes a file for each relation, Parquet unless told. open.sql gives them their names in ' +
    'DuckDB, and schema.json says what they and their columns mean. Decimals and whole numbers ' +
    'keep all their digits.',
  examples: [
    { command: 'flaretally export --out tables', says: 'all layers from usage to report' },
    {
      command: 'flaretally export --out tables --only report,rating.charges',
      says: 'one layer, and one relation of another',
    },
  ],
  args: {
    out: { type: 'string', valueHint: 'DIR', description: 'folder for the files' },
    only: {
      type: 'string',
      valueHint: 'LIST',
      description:
        'layers and relations, with commas between; default usage to report, without the few ' +
        'relations that cost much to compute, such as report.allocation: name them',
    },
    format: {
      type: 'enum',
      options: ['parquet', 'csv', 'ndjson'],
      valueHint: 'FORMAT',
      description: 'form of the files: parquet, csv, or ndjson, JSON a line',
      default: 'parquet',
    },
    force: { type: 'boolean', description: 'replace an earlier export in the folder' },
    ...dbArgs,
    ...queriesArgs,
  },
  async run({ args, env, stderr, signal }) {
    const { out, only, format: form, force } = args;
    if (out === undefined) {
      const fix = 'flaretally export --out DIR';
      throw usageError('E_EXPORT_FOLDER', 'an export needs a folder', fix);
    }
    const names = only?.split(',').map((name) => name.trim());
    const catalog = readCatalog(args.queries);
    const headers = new Map(catalog.rules.map(({ relation, header }) => [relation, header]));
    const choice = { headers, only: names };
    const chosen = only ? ` --only ${only}` : '';
    const command = `flaretally export --out DIR --format ${form}${chosen}`;
    const made = { version: packageVersion(), command, form };
    const over = { ...args, now: now(env), signal };
    const isRead = (name: string) => isChosen(name, choice);
    await readCorrected(isRead, over, async (db) => {
      const absent = readersOf(await resolve(db, catalog), [AS_OF]);
      const relations = await relationsOf(db, choice, absent);
      const options = { isForced: force, isOurs: (name: string) => OUR_FILES.test(name) };
      await fillFolder(out, options, (put) => exportFiles(db, relations, made, put, signal));
      for (const note of (await pruneNotes(db)).says) stderr.write(`${visible(note)}\n`);
      stderr.write(`${visible(out)}: ${relations.length} relations, open.sql, schema.json\n`);
    });
  },
});
