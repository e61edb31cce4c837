// A product that Cloudflare does not have: carrier pigeons, billed by flights and by the grams that
// lie in coops. All that Flaretally is told of them is rows of CSV.
import { appendFileSync, cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../support/cloudflare/index.ts';
import { ROOT } from '../support/temp.ts';

const PAGE = 'https://example.com/pigeons';
const FLIGHTS = 'pigeonFlightsAdaptiveGroups';

/** Rows that are added to files of `queries/ref`. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  datasets: [
    `${FLIGHTS},pigeon_flights,account,date,adaptive,hour,true,false,zero,60,90,inferred,as others,${PAGE}`,
  ],
  dataset_dimensions: [
    `${FLIGHTS},coopId,coop_id,pigeon_coop,true,false,true,false,false,`,
    `${FLIGHTS},flightKind,flight_kind,,false,false,true,true,false,`,
  ],
  dataset_fields: [
    `${FLIGHTS},sum.flights,flights,true,true,true,false,flights`,
    `${FLIGHTS},sum.grams,grams,true,true,true,false,grams carried`,
  ],
  meters: [
    `pigeons.flights,flight,${FLIGHTS},sum.flights,sum,1,flights with a letter`,
    `pigeons.grams,gram,${FLIGHTS},sum.grams,sum,1,grams carried`,
  ],
  meter_conditions: ['pigeons.flights,flightKind,not_in,training|return,missing,documented'],
  tenant_kinds: ['pigeon_coop,31,false,a coop of pigeons'],
  sku_meters: [
    `pigeons.flights,pigeons.flights,1,,,,true,${PAGE}`,
    `pigeons.freight,pigeons.grams,1,,,,true,${PAGE}`,
  ],
  skus: [
    'pigeons.flights,Pigeons,Pigeon flights,flight,1,,',
    'pigeons.freight,Pigeons,Pigeon freight,kilogram,1000,,',
  ],
  price_book: [
    `pigeons.flights,flight,1000,2,5000,period,block,sum,workers_paid,,,2026-01-01,documented,${PAGE},`,
    `pigeons.freight,kilogram,1,0.5,0,none,block,sum,workers_paid,,,2026-01-01,documented,${PAGE},`,
  ],
  invoice_wordings: [`Pigeon Flights,First 5000 included,pigeons.flights,block,1,,,${PAGE}`],
};

/** A folder for `--queries` with the bundled files of `ref` and the rows of the product. */
export function pigeonRules(folder: string): string {
  const rules = join(folder, 'rules');
  mkdirSync(join(rules, 'ref'), { recursive: true });
  for (const [name, rows] of Object.entries(ROWS)) {
    const file = join(rules, 'ref', `${name}.csv`);
    cpSync(join(ROOT, 'queries/ref', `${name}.csv`), file);
    appendFileSync(file, rows.map((row) => `${row}\n`).join(''));
  }
  return rules;
}

/** The schema of the dataset, in the words of another that is like it. */
export function pigeonSchema(schema: string): string {
  const [block = ''] =
    /# ---- d1AnalyticsAdaptiveGroups ----[\s\S]*?(?=\n# ---- )/.exec(schema) ?? [];
  const own = block
    .replaceAll('AccountD1Analytics', 'AccountPigeonFlights')
    .replaceAll('databaseId', 'coopId')
    .replaceAll('databaseRole', 'flightKind')
    .replaceAll('rowsRead', 'flights')
    .replaceAll('rowsWritten', 'grams');
  return `${own}
extend type account {
  ${FLIGHTS}(
    filter: AccountPigeonFlightsAdaptiveGroupsFilter_InputObject!
    limit: uint64!
    orderBy: [AccountPigeonFlightsAdaptiveGroupsOrderBy!]
  ): [AccountPigeonFlightsAdaptiveGroups!]!
}
extend type AccountSettings { ${FLIGHTS}: Settings! }
`;
}

/** Two coops over a month: 9,000 letters of 12 g and 3,100 training flights without. */
export function pigeonRows(days: readonly string[]): Row[] {
  const flight = (day: string, coopId: string, flightKind: string, flights: number): Row => ({
    dataset: FLIGHTS,
    at: `${day}T12:00:00Z`,
    dims: { coopId, flightKind },
    sum: { flights, grams: flightKind === 'letter' ? flights * 12 : 0 },
  });
  return days.flatMap((day, i) => [
    flight(day, 'north', 'letter', 200),
    flight(day, 'south', 'letter', i < 28 ? 100 : 0),
    flight(day, 'south', 'training', 100),
  ]);
}
