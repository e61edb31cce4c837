import { plain, usd } from '../money.ts';
import type { JsonCell, RowSet } from '../words/rows.ts';
import { visible } from '../words/visible.ts';
import { code, escaped, renderMarkdown } from './markdown.ts';
import { plainText } from './rowset.ts';

type Row = RowSet['rows'][number];

/** The tables of a letter. Every figure in the letter is a cell of one of them. */
export interface Evidence {
  account: string;
  startsOn: string;
  endsOn: string;
  line: string;
  head: RowSet;
  printed: RowSet;
  terms: RowSet;
  rules: RowSet;
  steps: RowSet;
}

/** A letter to support about one line: observations first, conclusions last and separate. */
export function disputeLetter(evidence: Evidence): string {
  const { head, printed, terms, rules, steps } = evidence;
  const [it = {}] = head.rows;
  const days = `${evidence.startsOn} to ${evidence.endsOn} UTC, end exclusive`;
  return [
    `# ${text(it.name)}: ${money(it.invoiced_usd)} invoiced, ${money(it.expected_usd)} expected`,
    `Account ${asCode(evidence.account)}, billing period ${days}, ` +
      `line ${asCode(evidence.line)}.`,
    '## What the invoice says',
    table(printed, [
      'invoice_number',
      'issued_on',
      'description',
      'starts_on',
      'ends_on',
      ...PRINTED,
    ]),
    '`ends_on` is exclusive.',
    '## What was measured',
    list([measured(it), sampled(it), feed(it)]),
    '## The rule',
    list(rules.rows.map(ruleOf)),
    '## The calculation',
    steps.rows.length === 0 ? BY_PRICE : table(steps, ['step', 'value', 'detail', 'source_url']),
    '## The difference',
    `Invoiced ${money(it.invoiced_usd)} less ${money(it.expected_usd)} is ` +
      `**${money(it.disputed_usd)}**. It is made of:`,
    list(terms.rows.map(termOf)),
    '## What we conclude',
    `${text(it.concludes)} The status of the line is ${asCode(it.status)}.`,
    'Please check this line against your own records, and tell us which of the figures above ' +
      'differ from yours.',
    '## Enclosed',
    list([
      '`invoice-lines.csv`: the printed lines',
      '`usage.csv`: usage by day, meter and source',
      '`calculation.csv`: every step up to the expected amount, with its rule file',
      '`recompute.sql`: the same calculation, to run on the database',
    ]),
  ]
    .map((part) => part.trimEnd())
    .join('\n\n')
    .concat('\n');
}

const BY_PRICE =
  'The printed quantity at the price of the rule: `recompute.sql` takes it from the lines.';

const PRINTED = ['quantity', 'printed_price_usd', 'printed_per', 'amount_usd'];

function measured(it: Row): string {
  if (it.raw_quantity === null) return 'Nothing measured this line.';
  const complete =
    it.days_expected === null
      ? ''
      : `, complete on ${text(it.days_complete)} of ${text(it.days_expected)} days`;
  return (
    `${quantity(it.raw_quantity)} ${text(it.unit)} before the allowance, ` +
    `evidence ${text(it.evidence)}${complete}; scenario ${asCode(it.scenario)}.`
  );
}

function sampled(it: Row): string {
  if (it.predicted_low_usd === null)
    return 'The usage was not sampled: the amount has no interval.';
  const [low, high] = [it.predicted_low_usd, it.predicted_high_usd].map((end) => money(end));
  return `The usage was sampled: the amount lies between ${low} and ${high}.`;
}

function feed(it: Row): string {
  if (it.feed_quantity === null) return 'The billable-usage feed has no rows of this line.';
  const rated = it.feed_usd === null ? '' : `, which by the same rule costs ${money(it.feed_usd)}`;
  return `The billable-usage feed counts ${quantity(it.feed_quantity)}${rated}.`;
}

function ruleOf(rule: Row): string {
  const span = `${text(rule.from_on)} to ${text(rule.to_on)} (end exclusive)`;
  const address = plainText(rule.source_url ?? null);
  const source = `<${address}>, looked up ${text(rule.known_on)}`;
  return `${span}: ${text(rule.says)} Source: ${source}, graded ${text(rule.grade)}.`;
}

function termOf(term: Row): string {
  const name = plainText(term.term ?? null).replaceAll('_', ' ');
  return `${name}, ${money(term.usd)}: ${text(term.says)}`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function table({ columns, rows }: RowSet, names: readonly string[]): string {
  return renderMarkdown({ columns: columns.filter(({ name }) => names.includes(name)), rows });
}

function money(cell: JsonCell | undefined): string {
  return usd(text(cell));
}

function quantity(cell: JsonCell | undefined): string {
  return (plain(text(cell)) ?? '-').replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');
}

function text(cell: JsonCell | undefined): string {
  return cell === undefined ? '' : escaped(visible(plainText(cell)));
}

function asCode(cell: JsonCell | undefined): string {
  return code(visible(plainText(cell ?? null)));
}
