import { afterEach, describe, expect, it } from 'vitest';
import { ask, documentOf } from '../support/cloudflare/ask.ts';
import {
  type Cloudflare,
  type CloudflareOptions,
  DEMO_ACCOUNT,
  startCloudflare,
} from '../support/cloudflare/index.ts';

let stub: Cloudflare;
let now = new Date('2026-11-05T06:00:00Z');
const start = async (options: CloudflareOptions = {}) => {
  now = new Date('2026-11-05T06:00:00Z');
  stub = await startCloudflare({ now: () => now, ...options });
};
afterEach(() => stub.close());

const DATASET = 'durableObjectsPeriodicGroups';
const selection = (filter: string, more = ', limit: 10', fields = 'sum { rowsRead }') =>
  documentOf(`${DATASET}(filter: { ${filter} }${more}) { ${fields} }`);
const DAY = 'date: "2026-11-01"';

describe('who may ask', () => {
  it('wants a token and its account', async () => {
    await start();
    const query = selection(DAY);
    for (const headers of [{}, { authorization: 'Bearer wrong' }]) {
      const refused = await ask(stub, query, {}, headers);
      expect([refused.status, refused.message]).toEqual([401, 'Unauthorized']);
    }
    const other = await ask(stub, query.replace(DEMO_ACCOUNT, 'other'));
    expect([other.status, other.message]).toEqual([403, 'not authorized for that account']);
  });

  it('grants 300 queries unless told otherwise, and can charge by cost', async () => {
    await start({ budget: { charge: 'cost' } });
    const one = `sum: ${DATASET}(filter: { ${DAY} }, limit: 1) { sum { rowsRead } }`;
    await ask(stub, documentOf(`${one} ${one.replace('sum:', 'two:')}`));
    expect((await ask(stub, '{ viewer { budget } }')).data.viewer.budget).toBe(297);
  });

  it('grants so many queries in 5 minutes, then none for 5 minutes', async () => {
    await start({ budget: { limit: 20, retryAfter: true } });
    const budget = '{ viewer { budget } }';
    for (let i = 1; i <= 19; i += 1) await ask(stub, budget);
    expect((await ask(stub, budget)).data.viewer.budget).toBe(0);
    const refused = await ask(stub, budget);
    expect(refused).toMatchObject({
      status: 429,
      code: 'budget',
      message: 'rate limiter budget depleted, try again after 5 minutes',
    });
    expect(refused.headers.get('retry-after')).toBe('300');
    now = new Date(now.getTime() + 299_000);
    expect((await ask(stub, budget)).headers.get('retry-after')).toBe('1');
    now = new Date(now.getTime() + 1000);
    expect((await ask(stub, budget)).data.viewer.budget).toBe(19);
  });
});
