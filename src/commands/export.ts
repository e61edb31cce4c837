import { usageError } from '../errors.ts';
import { readPublished } from '../reports/database.ts';
import { fileOfRelation, openSql } from '../reports/export/open-sql.ts';
import { type Relation, relationsOf } from '../reports/export/relations.ts';
import { type Exported, type Made, schemaJson } from '../reports/export/schema-json.ts';
import { readCatalog } from '../rules/catalog.ts';
import type { Database } from '../store/database.ts';
import { openExports } from '../store/export.ts';
import { visible } from '../words/visible.ts';
import { dbArgs } from './shared/args.ts';
import { defineCliCommand } from './shared/define.ts';
import { packageVersion } from './shared/version.ts';
import { fillFolder, type Put } from './shared/write-folder.ts';

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
  },
  async run({ args: { db: path, out, only, format: form, force }, stderr, signal }) {
    if (out === undefined) {
      const fix = 'flaretally export --out DIR';
      throw usageError('E_EXPORT_FOLDER', 'an export needs a folder', fix);
    }
    const names = only?.split(',').map((name) => name.trim());
    const headers = new Map(
      readCatalog().rules.map(({ relation, header }) => [relation, header] as const),
    );
    const chosen = only ? ` --only ${only}` : '';
    const command = `flaretally export --out DIR --format ${form}${chosen}`;
    const made = { version: packageVersion(), command, form };
    await readPublished(path, signal, async (db) => {
      const relations = await relationsOf(db, headers, names);
      const options = { isForced: force, isOurs: (name: string) => OUR_FILES.test(name) };
      await fillFolder(out, options, (put) => fill(db, relations, made, put, signal));
      stderr.write(`${visible(out)}: ${relations.length} relations, open.sql, schema.json\n`);
    });
  },
});

async function fill(
  db: Database,
  relations: readonly Relation[],
  made: Made,
  put: Put,
  signal: AbortSignal | undefined,
): Promise<void> {
  const files = await openExports(db);
  const done: Exported[] = [];
  try {
    for (const relation of relations) {
      signal?.throwIfAborted();
      const { path: from, rows } = await files.relation(relation, made.form);
      put(fileOfRelation(relation, made.form), { from });
      done.push({ ...relation, rows });
    }
  } finally {
    files.drop();
  }
  put('open.sql', openSql(done, made.form));
  put('schema.json', await schemaJson(db, done, made));
}
