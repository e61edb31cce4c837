import type { LoadResult } from '../../load.ts';

type MissingField = LoadResult['lacks'][number];

/** The verb for one field and for several that answers do not have. */
const SAYS: Readonly<Record<MissingField['why'], readonly [one: string, several: string]>> = {
  null: ['is null in', 'are null in'],
  unasked: ['is not asked for in', 'are not asked for in'],
  absent: ['is in no row of', 'are in no row of'],
  failed: ['no rows in', 'no rows in'],
};

/**
 * Fields needed to count usage that the answers do not have, a line per dataset and reason. The
 * usage is unknown, and not zero.
 */
export function missingFieldsText(lacks: readonly MissingField[]): string[] {
  const groups = new Map<string, MissingField[]>();
  for (const lack of lacks) {
    const group = [lack.dataset, lack.why, lack.said, placesOf(lack)].join();
    groups.set(group, [...(groups.get(group) ?? []), lack]);
  }
  return [...groups.values()].map(lineOf);
}

/** Figures that only behaviours that cost money need, all on one line. */
export function unjudgedText(unheld: LoadResult['unjudged']): string[] {
  const all = unheld.map(({ dataset, fields }) => `${fields.join(', ')} of ${dataset}`);
  return all.length === 0
    ? []
    : [`behaviours that cost money are judged without ${all.join('; ')}: no answer has it`];
}

function lineOf(own: readonly MissingField[]): string {
  const [first] = own;
  if (!first) return '';
  const { dataset, why, said } = first;
  const fields = own.flatMap(({ field }) => field ?? []).join(', ');
  const does = SAYS[why][own.length === 1 ? 0 : 1];
  const end = said === null ? '' : `: ${said}`;
  return `${dataset}: ${fields}${fields && ' '}${does} ${placesOf(first)}${end}`;
}

function placesOf({ answers, starts_on, ends_on }: MissingField): string {
  const more = ends_on === starts_on ? '' : ` to ${ends_on}`;
  return `${answers} answer(s)${starts_on === null ? '' : ` of ${starts_on}${more}`}`;
}
