// Dates as an invoice prints them: "Aug 19, 2026" or "August 19, 2026".

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?' +
  '|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';

/** A date with its year. */
export const DAY = String.raw`${MONTH}\s+\d{1,2},\s*\d{4}`;

/** A date whose year may be printed elsewhere, in three groups. */
const LOOSE = String.raw`(${MONTH})\s+(\d{1,2})(?:,\s*(\d{4}))?`;

/** Two dates and the separator between them: a dash, any replacement of its glyph, or a space. */
export const RANGE = String.raw`${LOOSE}(?:\s*[^A-Za-z0-9\s]\s*|\s+to\s+|\s+)${LOOSE}`;

/** A date in a form that is not read: "19 Aug 2026", "2026-08-19", "19/08/2026". */
export const OTHER_DAY =
  String.raw`\b(?:\d{1,2}\.?\s+${MONTH}\.?,?\s+\d{4}|\d{4}-\d{2}-\d{2}` +
  String.raw`|\d{1,2}[/.]\d{1,2}[/.]\d{4})\b`;

/** "August 19, 2026" as 2026-08-19; undefined if it is not such a date. */
export function isoDay(printed: string): string | undefined {
  const [, month, day, year] = new RegExp(`^${LOOSE}$`).exec(printed.trim()) ?? [];
  return month && day && year ? iso(year, month, day) : undefined;
}

/**
 * The six groups of a range as two dates. A year that is not printed follows from the other. Of two
 * possible years the one closest to the date of issue counts.
 */
export function isoRange(
  groups: readonly (string | undefined)[],
  issuedOn: string | undefined,
): [string, string] | undefined {
  const [fromMonth = '', fromDay = '', fromYear, toMonth = '', toDay = '', toYear] = groups;
  const isTurn = indexOf(fromMonth) > indexOf(toMonth);
  const at = (year: number): [string, string] => [
    iso(fromYear ?? year - (isTurn ? 1 : 0), fromMonth, fromDay),
    iso(toYear ?? year, toMonth, toDay),
  ];
  if (toYear) return at(Number(toYear));
  if (fromYear) return at(Number(fromYear) + (isTurn ? 1 : 0));
  if (issuedOn === undefined) return undefined;
  const issued = Number(issuedOn.slice(0, 4));
  const days = ([start]: [string, string]) => Math.abs(Date.parse(start) - Date.parse(issuedOn));
  const near = [issued - 1, issued, issued + 1].map(at).filter((range) => days(range) >= 0);
  return near.sort((a, b) => days(a) - days(b))[0];
}

function indexOf(month: string): number {
  return MONTHS.indexOf(month.slice(0, 3).toLowerCase());
}

function iso(year: string | number, month: string, day: string): string {
  const number = String(indexOf(month) + 1).padStart(2, '0');
  return `${year}-${number}-${day.padStart(2, '0')}`;
}
