import { askPage } from './ask.ts';
import type { Client } from './client.ts';
import type { Ledger } from './ledger.ts';
import { bringRows } from './page.ts';
import type { PlannedQuery } from './plan.ts';
import { Refused } from './refusal.ts';
import { Shape } from './shape.ts';
import { DaySink, type Keeper } from './sink.ts';
import { unseen, type Zone } from './zone-list.ts';
import { joinZones, ZoneSlices } from './zone-slices.ts';

/**
 * Brings a run of days of a dataset that is asked zone by zone, and keeps each day with the rows of
 * all zones. What was begun is kept only when the last zone has answered.
 * @throws FlaretallyError E_TOKEN, E_PULL_GAVE_UP
 */
export async function bringZones(
  query: PlannedQuery,
  zones: readonly Zone[],
  { client, keeper, ledger }: { client: Client; keeper: Keeper; ledger: Ledger },
): Promise<void> {
  const all: ZoneSlices[] = [];
  for (const zone of zones) {
    const own = { ...query, shape: shapeOf(query.shape, zone) };
    const slices = new ZoneSlices(zone, keeper);
    const sink = new DaySink(own, slices, {
      slice: (slice) => slices.tell(slice),
      rows: (rows) => ledger.rows(query.shape, rows),
    });
    await bringZone(client, own, zone, sink);
    noteOf(own.shape, zone, query.shape);
    all.push(slices);
  }
  for (const day of query.days) {
    const parts = all.map((slices) => slices.partOf(day));
    const { answer, report } = joinZones(query.shape, day, keeper, parts);
    await keeper.writeSlice(answer);
    ledger.slice(query.shape, report);
  }
}

async function bringZone(client: Client, { shape, span }: PlannedQuery, zone: Zone, sink: DaySink) {
  if (zone.unseen !== undefined) {
    return sink.refused(span, { reason: 'zone', message: zone.unseen });
  }
  const ask: typeof askPage = async (...question) => {
    try {
      return await askPage(...question);
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.reason !== 'zone') throw error;
      throw new Refused({ ...error.refusal, message: unseen(error.message) });
    }
  };
  try {
    await bringRows((own, after) => ask(client, zone.tag, shape, own, after), shape, span, sink);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await sink.refused(sink.rest(), error.refusal);
  }
}

/** What a zone is asked: less the fields that it does not give. */
function shapeOf(planned: Shape, zone: Zone): Shape {
  const { dataset, slicing, isHourly } = planned;
  const limits = zone.limits.get(dataset.dataset) ?? planned.limits;
  const shape = zone.shapes.get(planned) ?? new Shape(dataset, slicing, limits, isHourly);
  zone.shapes.set(planned, shape);
  return shape;
}

/** Notes on fields that the requests for a zone leave out, as notes of the dataset. */
function noteOf({ notes, limits }: Shape, { name }: Zone, planned: Shape): void {
  for (const note of [limits.note ?? [], notes].flat()) {
    const own = `${name}: ${note}`;
    if (!planned.notes.includes(own)) planned.notes.push(own);
  }
}
