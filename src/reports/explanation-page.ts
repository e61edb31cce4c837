import type { Explanation } from '../explain.ts';
import type { RowSet } from '../words/rows.ts';
import { visible } from '../words/visible.ts';
import { completenessOf } from './completeness.ts';
import { type Item, renderList } from './list.ts';
import { prose } from './prose.ts';
import { type RenderOptions, render } from './render.ts';
import { displayRows, grouped } from './rowset.ts';

type Shown = Record<string, string>;

/**
 * An explanation for a person. Steps with sentences are a list, because a table would cut or
 * scatter them. Markdown has tables of any width.
 */
export function explanationPage(result: Explanation, options: RenderOptions): string {
  const { shares, resources, evidence, kind } = result;
  if (options.format === 'csv') return render(result.steps, options);
  const steps = kind === 'line' ? inThousands(result.steps) : result.steps;
  const list = (rows: RowSet, item: (row: Shown) => Item) =>
    options.format === 'md'
      ? render(rows, options)
      : renderList(displayRows(rows).map(item), options.columns);
  const parts = [
    headOf(result, options),
    list(steps, kind === 'line' ? stepOf : shareOf),
    render(shares, options),
  ];
  if (resources !== undefined) parts.push(resourcesOf(resources, options));
  if (evidence.rows.length > 0) parts.push(list(evidence, placeOf));
  return parts.join('\n');
}

/** The whole part of a number from a thousand on, which is no year of a date. */
const LONG = /(?<=(?:^|[ $])-?)\d{4,}(?![\d-])/g;

/** The numbers of a detail. What an invoice prints beside them stays as it is printed. */
const FIGURES = /^\d+ \/ \d+$|^of \d+ each\b|(?<=: quantity )-?[\d.]+$/;

/** Steps for people: thousands are parted in what says a number, which is all but a note. */
function inThousands({ columns, rows }: RowSet): RowSet {
  const parted = (text: string) => text.replace(LONG, (digits) => grouped(digits));
  const said = rows.map((row) => {
    const { step, value, detail } = row as Shown;
    const numbers = step === 'note' ? value : value && parted(value);
    return { ...row, value: numbers ?? null, detail: detail?.replace(FIGURES, parted) ?? null };
  });
  return { columns, rows: said };
}

/** The sources of a tenant's usage, by meter. */
function resourcesOf(resources: RowSet, options: RenderOptions): string {
  if (options.format === 'md') return render(resources, options);
  const items = new Map<string, Item & { details: string[] }>();
  for (const { meter = '', namespace, resource, owned_by, total } of displayRows(resources)) {
    const item = items.get(meter) ?? { head: meter, details: [] };
    item.details.push(`${total}: ${known(namespace, resource).join(', ')} (by ${owned_by})`);
    items.set(meter, item);
  }
  return renderList([...items.values()], options.columns);
}

function headOf({ kind, subject, period }: Explanation, options: RenderOptions): string {
  const running = period.is_running ? `, ${completenessOf(period)}` : '';
  const about = `${kind} ${subject}, ${period.starts_on} to ${period.ends_on} UTC${running}`;
  return `${prose(visible(about), options)}\n`;
}

/** A step of a line from its usage to the cent. */
function stepOf({ step_number, step, value, detail, rule, source_url }: Shown): Item {
  return {
    head: `${step_number?.padStart(2)}  ${step}: ${value}`,
    details: known(detail, `queries/${rule}`, source_url),
  };
}

/** A line of a tenant, with its weights. */
function shareOf(row: Shown): Item {
  const { line, weight, weights, usage_percent, predicted_usd, invoiced_usd, rule } = row;
  const share = weights === '-' ? '-' : `${weight} of ${weights} by weight, ${usage_percent} %`;
  return {
    head: `${line}: predicted ${predicted_usd}, invoiced ${invoiced_usd}`,
    details: known(share, `queries/${rule}`),
  };
}

/** Where in the logs something was counted, with a command that shows it. */
function placeOf(row: Shown): Item {
  const { meter, source_file, load_id, hour_at, object_id, kind, counted, command } = row;
  const object = object_id === '-' ? '' : `, object ${object_id}`;
  return {
    head: `${meter}: ${counted} of ${kind} in the hour from ${hour_at}${object}`,
    details: known(source_file, `load ${load_id}`, command),
  };
}

function known(...texts: (string | undefined)[]): string[] {
  return texts.filter((text): text is string => text !== undefined && text !== '-');
}
