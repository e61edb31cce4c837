import { usageError } from '../errors.ts';
import { chooseFormat, type TextFormat } from '../reports/render.ts';
import { byLayer, ruleHead, ruleRow, rulesPage, rulesTable } from '../reports/rule-card.ts';
import { build } from '../rules/build.ts';
import { readCatalog } from '../rules/catalog.ts';
import type { Catalog } from '../rules/catalogued.ts';
import { meaningOf } from '../rules/column-meanings.ts';
import { declare } from '../rules/declare.ts';
import { LAYER_NAMES } from '../rules/layers.ts';
import type { ResolvedRule } from '../rules/order.ts';
import { resolve } from '../rules/resolve.ts';
import { Database } from '../store/database.ts';
import { columnsOf } from '../store/insert.ts';
import { closest } from '../words/suggest.ts';
import { formatArgs, queriesArgs } from './shared/args.ts';
import { defineCliCommand } from './shared/define.ts';
import type { Io } from './shared/io.ts';
import { printRows } from './shared/print-rows.ts';

export default defineCliCommand({
  name: 'rules',
  summary: 'list the billing rules, or show one with its sources',
  description:
    'Needs no database. A table that ships as CSV prints its rows, any other its columns and SQL.',
  examples: [
    { command: 'flaretally rules', says: 'list all rules by layer' },
    { command: 'flaretally rules ref.price_book --format csv', says: 'the prices' },
    { command: 'flaretally rules rating.charges > charges.sql', says: 'its SQL, to change it' },
  ],
  args: {
    name: { type: 'positional', required: false, description: 'rating.charges, or its path' },
    ...queriesArgs,
    ...formatArgs,
  },
  async run({ args: { name, queries, format, raw }, ...io }) {
    const catalog = readCatalog(queries);
    const db = await Database.open(':memory:');
    try {
      const rules = byLayer(await resolve(db, catalog), LAYER_NAMES);
      if (name !== undefined) return await printOne(io, name, { db, catalog, rules, format, raw });
      const chosen = chooseFormat({ format, isTty: io.isStdoutTty });
      if (chosen === 'table') io.stdout.write(rulesPage(rules));
      else printRows(io, rulesTable(rules), { format, raw });
    } finally {
      db.close();
    }
  },
});

interface Library {
  db: Database;
  catalog: Catalog;
  rules: readonly ResolvedRule[];
  format: TextFormat | undefined;
  raw: boolean;
}

async function printOne(io: Io, name: string, { db, catalog, rules, format, raw }: Library) {
  if (/^macros(\.sql)?$/.test(name)) return io.stdout.write(catalog.macros);
  const rule = find(rules, name);
  await declare(db, catalog);
  const seed = catalog.seeds.find(({ relation }) => relation === rule.relation);
  if (seed && !name.endsWith('.sql')) {
    const rows = await db.query(`from ${rule.relation}`);
    return printRows(io, rows, {
      format,
      raw,
      footer: `queries/${seed.path}: ${rule.header.says}`,
    });
  }
  await db.seal();
  await build(db, catalog, [rule.relation]);
  const readers = rules.filter(({ inputs }) => inputs.includes(rule.relation));
  const columns = (await columnsOf(db, rule.relation)).map(([name, type]) => {
    const meaning = meaningOf(catalog.glossary, rule, name);
    return { name, type, ...(meaning && { meaning }) };
  });
  const card = { rule, readers, columns };
  if (format !== undefined && format !== 'table')
    return printRows(io, ruleRow(card), { format, raw });
  // In a pipe only the text goes to stdout, so that it can be saved as the file.
  (io.isStdoutTty ? io.stdout : io.stderr).write(ruleHead(card));
  io.stdout.write(rule.sql);
}

function find(rules: readonly ResolvedRule[], typed: string): ResolvedRule {
  const name = typed.replace(/^queries\/|\.(sql|csv)$/g, '').replace('/', '.');
  const relations = rules.map(({ relation }) => relation);
  const [found] = rules.filter(({ relation }) => relation === name);
  if (found) return found;
  const near = rules.find((rule) => rule.name === name)?.relation ?? closest(name, relations);
  const fix = near === undefined ? 'flaretally rules lists them' : `did you mean ${near}?`;
  throw usageError('E_RULE_UNKNOWN', `there is no rule "${typed}"`, fix);
}
