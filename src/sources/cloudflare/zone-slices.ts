import type { SliceAnswer, SliceStatus, ZoneRows } from './envelope.ts';
import type { SliceReport } from './report.ts';
import type { Shape } from './shape.ts';
import type { Keeper } from './sink.ts';
import type { Zone } from './zone-list.ts';

/** A slice of one day as a zone answered it. */
interface Part {
  zone: Zone;
  slice: SliceAnswer;
  told: SliceReport | undefined;
}

/** What one zone answers of a question, until the others have answered too. */
export class ZoneSlices implements Keeper {
  readonly account: string;
  readonly startedAt: Date;
  readonly zone: Zone;
  readonly #slices: SliceAnswer[] = [];
  readonly #told = new Map<string, SliceReport>();

  constructor(zone: Zone, { account, startedAt }: Pick<Keeper, 'account' | 'startedAt'>) {
    this.zone = zone;
    this.account = account;
    this.startedAt = startedAt;
  }

  async writeSlice(slice: SliceAnswer): Promise<void> {
    this.#slices.push(slice);
  }

  tell(report: SliceReport): void {
    this.#told.set(report.day, report);
  }

  partOf(day: string): Part {
    const slice = this.#slices.find(({ days: [first, last] }) => first <= day && day <= last);
    if (!slice) throw new Error(`${this.zone.name} has no slice of ${day}`);
    return { zone: this.zone, slice, told: this.#told.get(day) };
  }
}

/**
 * One slice of all zones: complete only if every zone has answered. A zone without access to the
 * dataset counts as empty, unless no zone has access.
 */
export function joinZones(shape: Shape, day: string, own: Keeper, parts: readonly Part[]) {
  const isGiven = ({ told }: Part) => !told?.isUnavailable;
  const isUnavailable = parts.length > 0 && !parts.some(isGiven);
  const refused = parts.filter((part) => part.slice.status === 'refused' && isGiven(part));
  const cut = parts.filter(({ slice }) => slice.status === 'truncated');
  const notGiven = parts.filter((part) => !isGiven(part)).map(({ zone }) => zone.name);
  const [first] = isUnavailable ? parts : [...refused, ...cut];
  const why = first && `${first.zone.name}: ${whyOf(first.slice)}`;
  const isNone = isUnavailable || (parts.length > 0 && refused.length === parts.length);
  const known = refused.length > 0 ? 'partial' : cut.length > 0 ? 'truncated' : 'complete';
  const status: SliceStatus = isNone ? 'refused' : known;
  const outcome = { complete: 'fetched', truncated: 'truncated' } as const;
  const zones = parts.map((part) => rowsOf(part, refused.includes(part)));
  if (!isUnavailable && notGiven.length > 0) note(shape, `not given to ${notGiven.join(', ')}`);
  const times = parts.map(({ slice }) => slice.askedAt.getTime());
  const answer: SliceAnswer = {
    account: own.account,
    shape,
    days: [day, day],
    status,
    askedAt: times.length > 0 ? new Date(Math.min(...times)) : own.startedAt,
    rows: [],
    zones,
    why,
  };
  const report: SliceReport = {
    day,
    isHourly: shape.isHourly,
    outcome: status === 'complete' || status === 'truncated' ? outcome[status] : 'refused',
    rows: zones.reduce((sum, zone) => sum + (zone.rows?.length ?? 0), 0),
    isSampled: parts.some(({ told }) => told?.isSampled),
    ...(why === undefined ? {} : { why }),
    ...(isUnavailable ? { isUnavailable } : {}),
  };
  return { answer, report };
}

function rowsOf({ zone, slice }: Part, isRefused: boolean): ZoneRows {
  const isTruncated = slice.status === 'truncated';
  if (!isRefused) return { tag: zone.tag, rows: slice.rows, isTruncated };
  return { tag: zone.tag, rows: undefined, isTruncated, why: `${zone.name}: ${whyOf(slice)}` };
}

function whyOf({ why }: SliceAnswer): string {
  return why ?? 'refused';
}

function note({ notes }: Shape, text: string): void {
  if (!notes.includes(text)) notes.push(text);
}
