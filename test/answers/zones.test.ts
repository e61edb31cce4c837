// Saved answers of zones, as people save them: a file a zone, or one of several. Each zone counts by
// itself, and a day is whole only if no zone lacks.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { load } from '../../src/load.ts';
import { query } from '../pull/e2e/support/database.ts';
import { EMAIL } from '../pull/support/zones.ts';
import { placeEmptyDatabase } from '../support/empty-database.ts';
import { temporary } from '../support/temp.ts';
import { ACCOUNT } from './answers.ts';

const [SHOP, BLOG, NEWS] = ['5'.repeat(32), 'b'.repeat(32), 'e'.repeat(32)];

/** A row of emails that were delivered on a day. */
const row = (count: number, day = '2026-11-05') => ({
  dimensions: { datetime: `${day}T09:00:00Z`, status: 'delivered', sendingDomain: 'a.b', isNDR: 0 },
  count,
});

const zone = (zoneTag: string | undefined, rows: object[] | null) => ({
  ...(zoneTag === undefined ? {} : { zoneTag }),
  [EMAIL]: rows,
});

const answer = (zones: object[], errors: object[] | null = null) => ({
  data: { viewer: { zones } },
  errors,
});

/** The answer with its request, of a whole day. */
function asked(filter: string, response: object, day = '2026-11-05', next = '2026-11-06') {
  const request = {
    query: `query Q($zone: string!, $accountTag: string!) { viewer { zones(filter: { ${filter} }) {
      ${EMAIL}(filter: { datetime_geq: "${day}T00:00:00Z", datetime_lt: "${next}T00:00:00Z" },
        limit: 100) { dimensions { datetime status sendingDomain isNDR } count } } } }`,
    variables: { zone: BLOG, accountTag: ACCOUNT },
  };
  return { flaretally: 1, captured_at: '2026-12-04T06:00:00Z', dataset: EMAIL, request, response };
}

/** A list of the account's zones, read after the days. */
const listed = (...ids: string[]) => ({
  flaretally: 1,
  captured_at: '2026-12-04T06:00:00Z',
  account: ACCOUNT,
  dataset: 'rest/zones',
  request: { method: 'GET', path: '/zones', parameters: [] },
  response: { result: ids.map((id) => ({ id, name: `${id[0]}.example` })), success: true },
});

/** What a database says of the fifth of November once some documents are loaded, one after another. */
async function loaded(...loads: object[][]) {
  const folder = temporary(onTestFinished);
  const db = join(folder, 'bill.duckdb');
  placeEmptyDatabase(db);
  const skipped: string[] = [];
  for (const [i, documents] of loads.entries()) {
    const paths = documents.map((document, n) => {
      const path = join(folder, `answer-${i}-${n}.json`);
      writeFileSync(path, JSON.stringify(document));
      return path;
    });
    const capturedAt = `2026-12-0${4 + i}T06:00:00Z`;
    const now = new Date('2026-12-10T06:00:00Z');
    const done = await load(paths, { db, account: ACCOUNT, capturedAt, anchorDay: 4, now });
    skipped.push(...done.skipped.map(({ error }) => error.code));
  }
  const totals = await query<{ zone: string; emails: string }>(
    db,
    `select s.zone, sum(r.total)::varchar as emails
     from usage.readings as r
     join usage.capture_days as d using (capture_id, meter, usage_on)
     join staging.email_sending as s using (capture_id, row_number)
     where d.is_total group by s.zone order by s.zone`,
  );
  const [day] = await query<{ status: string; reason: string | null }>(
    db,
    `select status, reason from usage.coverage
     where meter = 'email_service.emails' and usage_on = '2026-11-05'`,
  );
  return { totals: Object.fromEntries(totals.map((t) => [t.zone, t.emails])), day, skipped };
}

/** An answer with its request: a zone's emails of a day, or of more. */
const of = (tag: string, count: number, day?: string, next?: string) =>
  asked(`zoneTag: "${tag}"`, answer([zone(tag, [row(count, day)])]), day, next);

test('two files of a day, for two zones, both count; neither displaces the other', {
  tags: 'journey',
}, async () => {
  const bare = answer([zone(SHOP, [row(3)])]);
  const { totals, day } = await loaded([bare], [of(BLOG, 4, '2026-11-05', '2026-11-07')]);
  expect(totals).toEqual({ [SHOP]: '3', [BLOG]: '4' });
  expect(day?.status).toBe('complete');
});

test('of a zone that was saved twice the newest counts, alone or among others', {
  tags: 'journey',
}, async () => {
  const both = answer([zone(SHOP, [row(3)]), zone(BLOG, [row(4)])]);
  const { totals } = await loaded([both], [answer([zone(BLOG, [row(9)])])]);
  expect(totals).toEqual({ [SHOP]: '3', [BLOG]: '9' });
});

test('the zone and the account are taken from the request where the answer lacks them', {
  tags: 'journey',
}, async () => {
  const bare = answer([zone(undefined, [row(4)])]);
  const { totals, day, skipped } = await loaded([
    asked('zoneTag: $zone', bare),
    asked(`zoneTag: "${SHOP}"`, answer([zone(undefined, [row(3)])])),
    bare,
  ]);
  expect(totals).toEqual({ [BLOG]: '4', [SHOP]: '3' });
  expect(day?.status).toBe('complete');
  expect(skipped).toEqual(['E_ZONE_NEEDED']);
});

test('a day lacks what a zone on the list has not answered', async () => {
  const { totals, day } = await loaded([of(SHOP, 3), listed(SHOP, NEWS)]);
  expect(totals).toEqual({ [SHOP]: '3' });
  expect(day).toEqual({ status: 'partial', reason: `nothing of the zone ${NEWS} was saved` });
});

test('without a list a zone that answers on other days is missed', {
  tags: 'journey',
}, async () => {
  const { day } = await loaded([of(SHOP, 3), of(NEWS, 3, '2026-11-06', '2026-11-07')]);
  expect(day).toEqual({ status: 'partial', reason: `nothing of the zone ${NEWS} was saved` });
});

test('a zone that was refused beside others is said, and the others count', {
  tags: 'journey',
}, async () => {
  const errors = [{ message: 'blog: not authorized', path: ['viewer', 'zones', '1', EMAIL] }];
  const zones = [zone(SHOP, [row(3)]), zone(BLOG, null)];
  const { totals, day } = await loaded([asked('zoneTag_in: []', answer(zones, errors))]);
  expect(totals).toEqual({ [SHOP]: '3' });
  expect(day).toEqual({ status: 'partial', reason: 'blog: not authorized' });
});

test('a zone that the answer does not name is no zero', { tags: 'journey' }, async () => {
  const { totals, day } = await loaded([asked('zoneTag: $zone', answer([])), of(SHOP, 3)]);
  expect(totals).toEqual({ [SHOP]: '3' });
  expect(day).toEqual({ status: 'partial', reason: 'the answer does not name the zone' });
});

test('a dataset of accounts that stands in a zone is left out with a word', {
  tags: 'journey',
}, async () => {
  const strange = { zoneTag: SHOP, queueMessageOperationsAdaptiveGroups: [] };
  const shop = answer([zone(SHOP, [row(3)])]);
  const { totals, skipped } = await loaded([answer([strange]), shop]);
  expect({ totals, skipped }).toEqual({ totals: { [SHOP]: '3' }, skipped: ['E_ANSWER_SCOPE'] });
});

test('windows of one zone that overlap are refused', async () => {
  const overlapping = loaded([of(SHOP, 3, '2026-11-05', '2026-11-07'), of(SHOP, 4)]);
  await expect(overlapping).rejects.toMatchObject({ code: 'E_CAPTURE_OVERLAPS' });
});
