// An invoice before it is put on paper, every field as it is printed.

/** A line; `days` is what is printed below its description, if anything. */
export interface PaperLine {
  description: string;
  days: { from: string; to: string } | null;
  quantity: string;
  unitPrice?: string;
  per?: string;
  amount: string;
  tiers?: { description: string; quantity: string; unitPrice: string; amount: string }[];
}

export interface PaperInvoice {
  number: string;
  issuedOn: string;
  dueOn: string;
  /** Who sends it, and the people that it is sent to. */
  vendor?: string;
  customer?: readonly string[];
  /** Further lines of the head, such as the label of a threshold invoice. */
  labels?: readonly string[];
  lines: readonly PaperLine[];
  /** From Subtotal to Amount due. */
  foot: readonly (readonly [label: string, amount: string])[];
}

/** Nobody of these may be found in a database. */
export const CUSTOMER = [
  'Jadwiga Brzęczyszczykiewicz',
  'Example Widgets GmbH',
  'Lindenallee 77',
  '10115 Berlin',
  'Germany',
  'jadwiga@widgets.example',
  'DE VAT DE287654321',
  'Visa ending in 4242',
] as const;

export const VENDOR = 'Cloudflare, Inc.';

const MONTHS =
  'January February March April May June July August September October November December';

/** 2026-08-19 as "August 19, 2026". */
export function longDay(iso: string): string {
  const [year, month, day] = iso.split('-');
  return `${MONTHS.split(' ')[Number(month) - 1]} ${Number(day)}, ${year}`;
}

/** Two days as "Aug 19–Sep 18, 2026"; the first year only where the years differ. */
export function rangeText({ from, to }: { from: string; to: string }, dash = '–'): string {
  const short = (iso: string) => longDay(iso).replace(/^(...)\w*/, '$1');
  const start =
    from.slice(0, 4) === to.slice(0, 4) ? short(from).replace(/, \d+$/, '') : short(from);
  return `${start}${dash}${short(to)}`;
}

/** "$1.00 per 1,000,000", or the price alone. */
export function unitText({ unitPrice, per }: PaperLine): string {
  return [unitPrice, per && `per ${per}`].filter(Boolean).join(' ');
}
