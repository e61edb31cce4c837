import { afterEach, describe, expect, it } from 'vitest';
import { ask, documentOf } from '../support/cloudflare/ask.ts';
import {
  type Cloudflare,
  type CloudflareOptions,
  startCloudflare,
} from '../support/cloudflare/index.ts';

let stub: Cloudflare;
const NOW = '2026-11-05T06:00:00Z';
const start = async (options: CloudflareOptions = {}) => {
  stub = await startCloudflare({ now: () => new Date(NOW), ...options });
};
afterEach(() => stub.close());

const DATASET = 'durableObjectsPeriodicGroups';
const selection = (filter: string, more = ', limit: 10', fields = 'sum { rowsRead }') =>
  documentOf(`${DATASET}(filter: { ${filter} }${more}) { ${fields} }`);
const DAY = 'date: "2026-11-01"';

describe('documents', () => {
  it.each([
    [
      'an unknown field',
      selection(DAY, ', limit: 1', 'sum { rowsRed }'),
      /^unknown field "rowsRed"/,
    ],
    ['an unknown dataset', documentOf('nothing(limit: 1) { count }'), /^unknown field "nothing"/],
    [
      'fields of a number',
      selection(DAY, ', limit: 1', 'sum { rowsRead { x } }'),
      /^scalar fields must have no selections/,
    ],
    [
      'an object without fields',
      selection(DAY, ', limit: 1', 'sum'),
      /^object field must have selections/,
    ],
    ['no limit', selection(DAY, ''), /^error parsing args for "durable.*limit/],
    ['no filter', documentOf(`${DATASET}(limit: 1) { sum { rowsRead } }`), /args for .*filter/],
    ['an unknown filter', selection('size: 1'), /filter: unknown field "size"/],
    [
      'an unknown order',
      selection(DAY, ', limit: 1, orderBy: [dimensions_objectId_ASC]'),
      /orderBy: unknown value "dimensions_objectId_ASC"/,
    ],
    [
      'an order by what is not selected',
      selection(DAY, ', limit: 1, orderBy: [objectId_ASC]'),
      /orderBy: "objectId"/,
    ],
    ['a date that is none', selection('date: "1 November"'), /filter: date: not an iso8601 date/],
    [
      'a time that is a date',
      selection('datetime_geq: "2026-11-01"'),
      /filter: datetime_geq: not an iso8601 time/,
    ],
    ['what is no GraphQL', 'query {', /^query contains error, please review it and retry/],
  ])('refuses %s', async (_, query, message) => {
    await start();
    const reply = await ask(stub, query);
    expect(reply).toMatchObject({ status: 400, data: null, code: 'parse' });
    expect(reply.message).toMatch(message);
  });

  it('takes variables as live callers declare them', async () => {
    await start();
    for (const [date, limit] of [
      ['String!', 'Int'],
      ['string', 'uint64!'],
      ['Date!', 'int64!'],
    ]) {
      const variables = `($day: ${date}, $limit: ${limit}, $after: String, $many: [String!])`;
      const filter = 'date_geq: $day, objectId_gt: $after, objectId_in: $many';
      const query = documentOf(
        `${DATASET}(filter: { ${filter} }, limit: $limit) {
        sum { rowsRead } }`,
        variables,
      );
      const reply = await ask(stub, query, { day: '2026-11-01', limit: 5 });
      expect([reply.status, reply.message]).toEqual([200, undefined]);
      const wrong = await ask(stub, query.replace(`$day: ${date}`, '$day: Int'), { day: 1 });
      expect(wrong.message).toMatch(/does not fit Date/);
    }
  });

  it('can put every refusal into a 200', async () => {
    await start({ errorsIn200: true });
    const reply = await ask(stub, selection(DAY, ''));
    expect([reply.status, reply.data, reply.code]).toEqual([200, null, 'parse']);
  });
});
