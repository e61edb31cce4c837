// The pages of docs/prices: one a SKU and the table of all, written from facts alone.
import { code, escaped } from '../../src/reports/markdown.ts';
import type { PriceFacts, Row } from './price-facts.ts';

/** The headings of a page, and the sections of `report.price_pages` below each. */
const SECTIONS: readonly [heading: string, sections: readonly string[]][] = [
  ['Allowance and rounding', ['allowance', 'rounding']],
  ['What counts it', ['usage']],
  ['Whose it is', ['owner']],
  ['Switches that change it', ['switches']],
  ['Traps', ['traps', 'succession']],
];

/** All pages by the name of their file. */
export function pricePages(facts: PriceFacts): Map<string, string> {
  const pages = facts.skus.map((sku) => [fileOf(sku), page(sku, facts)] as const);
  return new Map([...pages, ['README.md', tableOfAll(facts)]]);
}

/** `kv.reads` is `kv-reads.md`. */
const fileOf = (sku: Row) => `${String(sku.sku).replaceAll('.', '-')}.md`;

function page(sku: Row, facts: PriceFacts): string {
  const of = (rows: readonly Row[]) => rows.filter((row) => row.sku === sku.sku);
  const says = of(facts.says);
  const below = (sections: readonly string[]) =>
    sections.flatMap((name) => says.filter(({ section }) => section === name)).map(bullet);
  const head = `${code(String(sku.sku))} of ${escaped(String(sku.product))}, counted in ${sku.units}.`;
  const parts = [
    `# ${escaped(String(sku.name))}`,
    `${head} [All prices](README.md).`,
    ...headed('Price', [priceTable(of(facts.history))]),
    ...SECTIONS.flatMap(([heading, sections]) => headed(heading, list(below(sections)))),
    ...headed('On the invoice', list(invoiceWords(says))),
    ...headed('Worked example', workedExample(sku, facts)),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A heading with what is below it, or nothing where that is empty. */
function headed(heading: string, below: readonly string[]): string[] {
  return below.length > 0 ? [`## ${heading}`, ...below] : [];
}

const list = (lines: readonly string[]) => (lines.length > 0 ? [lines.join('\n')] : []);

function bullet({ says, grade, source_url: url }: Row): string {
  const link = url ? ` [${grade ?? 'source'}](${url})` : '';
  return `- ${escaped(String(says))}${link}`;
}

function priceTable(history: readonly Row[]): string {
  const cells = history.map((row) => [
    row.effective_from ?? 'the beginning',
    row.effective_to ?? '',
    escaped(String(row.says)) + (String(row.is_replaced) === 'true' ? ' (replaced)' : ''),
    `[${row.grade}](${row.source_url})`,
    row.known_on ?? '',
    escaped(row.notes ?? ''),
  ]);
  return table(['From', 'Until', 'Price', 'Evidence', 'Known since', 'Note'], cells);
}

function invoiceWords(says: readonly Row[]): string[] {
  const lines = says.filter(({ section }) => section === 'invoice');
  const feed = says.filter(({ section }) => section === 'feed');
  return [
    ...lines.map((row) =>
      row.grade
        ? `- ${code(String(row.says))}, a line of shape ${row.grade}. [source](${row.source_url})`
        : bullet(row),
    ),
    ...feed.map((row) => {
      const link = `[${row.grade}](${row.source_url})`;
      return `- In the billable-usage feed: ${code(String(row.says))}. ${link}`;
    }),
  ];
}

function workedExample(sku: Row, { examples, bills }: PriceFacts): string[] {
  const example = examples.get(String(sku.sku));
  const published = bills.get(String(sku.sku)) ?? [];
  const links = published.map(({ title, source, usd }) => {
    const where = source.startsWith('https://')
      ? `[${escaped(title)}](${source})`
      : `${escaped(title)}, ${escaped(source)}`;
    return `- ${where}: $${usd}`;
  });
  const run = example
    ? [`\`\`\`json\n${example.input}\n\`\`\``, exampleTable(example.line)]
    : [`The fee is charged once a period: ${escaped(String(sku.newest_price))}.`];
  return [
    ...run,
    ...(links.length > 0 ? ['Bills and published examples that come out:', ...list(links)] : []),
  ];
}

function exampleTable(line: Row): string {
  const digits = (name: string) =>
    String(line[name])
      .replace(/\.0*$|(\.\d*?)0+$/, '$1')
      .replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
  const names = ['raw_quantity', 'included_quantity', 'billable_quantity', 'billed_blocks'];
  const cells = [...names, 'per_quantity', 'price_usd'].map(digits);
  const head = ['Quantity', 'Included', 'Billable', 'Blocks', 'Block of', 'Price', 'Amount'];
  cells[5] = `$${String(cells[5])
    .replace(/^(\d+)$/, '$1.00')
    .replace(/\.(\d)$/, '.$10')}`;
  return table(head, [[...cells, `$${line.amount_usd}`]]);
}

function tableOfAll(facts: PriceFacts): string {
  const cells = facts.skus.map((sku) => {
    const key = String(sku.sku);
    const example = facts.examples.get(key);
    const bills = facts.bills.get(key)?.length ?? 0;
    return [
      `[${key}](${fileOf(sku)})`,
      escaped(String(sku.newest_price)),
      String(sku.grade),
      String(sku.counted_by),
      escaped(sku.owners ?? ''),
      String(sku.wordings),
      example ? `$${example.line.amount_usd}` : '',
      String(bills),
    ];
  });
  const head = ['SKU', 'Price', 'Evidence', 'Counted by', 'Divided by', 'Wordings', 'Example'];
  return [
    '# Prices',
    totalsSay(facts),
    'Written from `queries/ref` by `npm run update`. `flaretally report sku_coverage` is the table.',
    `${table([...head, 'Bills'], cells)}\n`,
  ].join('\n\n');
}

/** The totals in words, for the README as well. */
export function totalsSay({ totals: t, examples, bills, skus }: PriceFacts): string {
  const published = skus.filter(({ sku }) => bills.has(String(sku))).length;
  return [
    `${t.priced} of ${t.skus} SKUs have a price with its source.`,
    `GraphQL analytics count ${t.by_graphql}, other lists of the account ${t.by_rest},`,
    `only the billable-usage feed ${t.by_feed}, subscriptions ${t.by_subscriptions},`,
    `nothing ${t.by_nothing}.`,
    `The wording on the invoice is known of ${t.worded}, and ${t.owned} can be divided by tenant.`,
    `${examples.size} have a worked example, ${published} a bill or a published example that comes out.`,
  ].join(' ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, i) =>
    Math.max(3, name.length, ...rows.map((row) => (row[i] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
