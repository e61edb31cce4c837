import { afterEach, describe, expect, it } from 'vitest';
import { ask, documentOf } from '../support/cloudflare/ask.ts';
import {
  type Cloudflare,
  type CloudflareOptions,
  DEMO_ACCOUNT,
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

describe('settings', () => {
  it('are told by a node', async () => {
    await start({ settings: { '*': { maxDuration: 7 * 86_400 } } });
    const { data } = await ask(
      stub,
      documentOf(`settings { ${DATASET} { enabled availableFields
      maxDuration maxNumberOfFields maxPageSize notOlderThan } }`),
    );
    const settings = data.viewer.accounts[0].settings[DATASET];
    expect(settings).toMatchObject({
      enabled: true,
      maxDuration: 604_800,
      maxNumberOfFields: 30,
      maxPageSize: 10_000,
      notOlderThan: 7_776_000,
    });
    expect(settings.availableFields).toEqual(
      expect.arrayContaining(['dimensions_objectId', 'sum_rowsRead', 'confidence_sum_rowsRead']),
    );
  });

  const many = 'sum { activeTime cpuTime duration rowsRead } dimensions { date namespaceId }';
  it.each([
    [
      'an old day',
      selection('date_geq: "2026-08-07", date_lt: "2026-08-08"'),
      `account "${DEMO_ACCOUNT}" cannot request data older than 12w6d, but your query requests data from 12w6d6h ago`,
    ],
    [
      'a wide window',
      selection('date_geq: "2026-10-01", date_lt: "2026-11-03"'),
      `account "${DEMO_ACCOUNT}" cannot request a time range wider than 4w4d, but your query time range spans 4w5d`,
    ],
    [
      'an open end, closed now',
      selection('datetime_gt: "2026-10-04T05:59:00Z"'),
      `account "${DEMO_ACCOUNT}" cannot request a time range wider than 4w4d, but your query time range spans 4w4d1m`,
    ],
    [
      'an open start',
      selection('OR: [{ date: "2026-11-01" }, { objectId: "a" }]'),
      `account "${DEMO_ACCOUNT}" cannot request a time range wider than 4w4d, but your query time range spans 12w6d`,
    ],
    [
      'too many fields',
      selection(DAY, ', limit: 1', many),
      "number of fields can't be more than 5",
    ],
    [
      'too large a page',
      selection(DAY, ', limit: 10001'),
      'limit must be positive number and not greater than 10000',
    ],
    [
      'an empty page',
      selection(DAY, ', limit: 0'),
      'limit must be positive number and not greater than 10000',
    ],
  ])('refuse %s', async (_, query, message) => {
    await start({ settings: { [DATASET]: { maxNumberOfFields: 5 } } });
    const path = ['viewer', 'accounts', '0', DATASET];
    expect(await ask(stub, query)).toMatchObject({ status: 400, code: 'quota', message, path });
  });

  it('allow a window of just the greatest width', async () => {
    await start();
    const reply = await ask(stub, selection('date_geq: "2026-10-01", date_lt: "2026-11-02"'));
    expect(reply.message).toBeUndefined();
  });

  it('fail the whole document for one dataset or field that the plan lacks', async () => {
    await start({ unentitled: [DATASET, 'kvOperationsAdaptiveGroups.sum_requests'] });
    const kv = (fields: string) =>
      `kvOperationsAdaptiveGroups(filter: { ${DAY} }, limit: 1) { ${fields} }`;
    const both = await ask(
      stub,
      documentOf(`${kv('count')}
      ${DATASET}(filter: { ${DAY} }, limit: 1) { sum { rowsRead } }`),
    );
    expect(both).toMatchObject({ status: 403, data: null, code: 'authz' });
    expect(both.message).toContain('does not have access to the path');
    expect((await ask(stub, documentOf(kv('count')))).status).toBe(200);
    expect((await ask(stub, documentOf(kv('count sum { requests }')))).message).toContain(
      'does not have access to the field sum_requests',
    );
    const { data } = await ask(
      stub,
      documentOf(`settings { ${DATASET} { enabled }
      kvOperationsAdaptiveGroups { availableFields } }`),
    );
    const { settings } = data.viewer.accounts[0];
    expect(settings[DATASET].enabled).toBe(false);
    expect(settings.kvOperationsAdaptiveGroups.availableFields).not.toContain('sum_requests');
  });
});
