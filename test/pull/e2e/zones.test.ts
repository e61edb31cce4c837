// Usage of zones from pull to the bill: to the cent, by tenant, and never zero by silence.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { CloudflareOptions, Row } from '../../support/cloudflare/index.ts';
import { BLOG, emails, operations, SHOP, stored, ZONED } from '../support/zones.ts';
import { query } from './support/database.ts';
import { onStage } from './support/stage.ts';

vi.mock('../../../src/sources/cloudflare/clock.ts', () => import('./support/clock.ts'));

const GB = 1_000_000_000;
const PERIOD = '2026-11-04..2026-12-04';
/** Emails are kept for 31 days: the first of the period is the last that is. */
const NOW = new Date('2026-12-04T06:00:00Z');
const DAYS = Array.from({ length: 30 }, (_, i) =>
  new Date(Date.UTC(2026, 10, 4 + i)).toISOString().slice(0, 10),
);
const HOURS = DAYS.flatMap((day) =>
  Array.from({ length: 24 }, (_, i) => `${day}T${String(i).padStart(2, '0')}:00:00Z`),
);
const FIRST = `${DAYS[0]}T00:00:00Z`;

/**
 * 5,000 emails that count, 4,000 of them of one zone; 400 GB and 600 GB in Cache Reserve for 720
 * hours, 1,000 writes and a million reads.
 */
const rows: Row[] = [
  emails(SHOP, FIRST, 2_500),
  emails(SHOP, `${DAYS[29]}T23:59:59Z`, 1_500, { sendingDomain: 'news.shop.example' }),
  emails(BLOG, FIRST, 900),
  emails(BLOG, FIRST, 100, { status: 'deliveryFailed' }),
  emails(BLOG, FIRST, 40, { status: 'suppressed' }),
  emails(BLOG, FIRST, 60, { isNDR: 1 }),
  operations(SHOP, FIRST, 'A', 1_000),
  operations(SHOP, FIRST, 'B', 400_000),
  operations(BLOG, `${DAYS[12]}T10:00:00Z`, 'B', 600_000),
  ...HOURS.flatMap((at) => [stored(SHOP, at, 400 * GB), stored(BLOG, at, 600 * GB)]),
];

/** The lines of the bill, by SKU: quantity and dollars. */
const BILL = {
  // 2,000 over 3,000 are two blocks of $0.35.
  'email_service.emails_sent': ['2000', '0.70'],
  'cache_reserve.storage': ['1000', '15.00'],
  'cache_reserve.class_a_writes': ['1000', '4.50'],
  'cache_reserve.class_b_reads': ['1000000', '0.36'],
};

const only = ['--only', ZONED.map(({ dataset }) => dataset).join(',')];
const pulling = ['pull', '--period', PERIOD, ...only];

const stageOf = (stub: CloudflareOptions = {}) =>
  onStage({ rows, zones: [SHOP, BLOG], ...stub }, { isNew: true, now: NOW });

type Stage = Awaited<ReturnType<typeof stageOf>>;

interface Found {
  code: number;
  lines: Record<string, [quantity: string | null, usd: string | null]>;
  tenants: Record<string, string>;
}

async function reconciled({ cli }: Pick<Stage, 'cli'>): Promise<Found> {
  const { code, out, err } = await cli(['reconcile', '--period', PERIOD, '--format', 'json']);
  expect(out, err).not.toBe('');
  const { lines, tenants } = JSON.parse(out) as {
    lines: { sku: string; predicted_quantity: string | null; predicted_usd: string | null }[];
    tenants: { tenant: string; predicted_usd: string }[];
  };
  const own = lines.filter(({ sku }) => sku in BILL);
  return {
    code,
    lines: Object.fromEntries(own.map((l) => [l.sku, [l.predicted_quantity, l.predicted_usd]])),
    tenants: Object.fromEntries(tenants.map((t) => [t.tenant, t.predicted_usd])),
  };
}

test('pulled, loaded and reconciled to the cent, and shared out by zone and by domain', {
  tags: 'journey',
}, async () => {
  const stage = await stageOf();
  const pulled = await stage.cli(pulling);
  expect(pulled, pulled.err).toMatchObject({ code: 0 });
  const map = join(stage.folder, 'tenants.csv');
  writeFileSync(
    map,
    'tenant,kind,value\nshop,zone,shop.example\nnews,email_domain,news.shop.example\n' +
      `blog,zone,${BLOG.id}\n`,
  );
  expect((await stage.cli(['load', map])).code).toBe(0);
  const { code, lines, tenants } = await reconciled(stage);
  expect(lines).toEqual(BILL);
  expect(code).toBe(0);
  // Of $0.70 2,500, 1,500 and 1,000 of 5,000; of $15.00 400 and 600; of $4.50 all; of $0.36 40 %.
  expect(tenants).toMatchObject({ shop: '10.99', news: '0.21', blog: '9.36' });
  // Days that have settled are not asked for again.
  const again = await stage.cli([...pulling, '--dry-run']);
  expect(again.out).toContain('cacheReserveStorageAdaptiveGroups split: 2026-12-02 to 2026-12-03');
  expect(again.out).not.toContain('split: 2026-11');
});

test('a zone that the token does not see leaves days partial, and the others count', {
  tags: 'journey',
}, async () => {
  const stage = await stageOf({ zones: [SHOP, { ...BLOG, hidden: true }] });
  const pulled = await stage.cli([...pulling.slice(0, -1), `${pulling.at(-1)},queues`]);
  expect(pulled.code).toBe(5);
  expect(pulled.err).toContain('blog.example: not authorized for that zone');
  expect(pulled.err).toContain('needs Zone > Analytics > Read');
  const found = await query(
    stage.db,
    `select status, evidence, bool_and(reason like 'blog.example: not authorized%') as is_named,
       count(distinct usage_on) as days
     from usage.coverage where meter = 'email_service.emails' group by all`,
  );
  expect(found).toEqual([{ status: 'partial', evidence: 'missing', is_named: true, days: '30' }]);
  const { code, lines } = await reconciled(stage);
  expect(code).toBe(5);
  expect(lines['email_service.emails_sent']).toEqual(['1000', '0.35']);
});

test('a zone that is seen later makes the days whole', { tags: 'journey' }, async () => {
  const hidden = { ...BLOG, hidden: true };
  const zones = [SHOP, hidden];
  const stage = await stageOf({ zones });
  expect((await stage.cli(pulling)).code).toBe(5);
  zones[1] = BLOG as typeof hidden;
  await stage.clock.sleep(60_000);
  expect(await stage.cli(pulling)).toMatchObject({ code: 0 });
  expect(await reconciled(stage)).toMatchObject({ code: 0, lines: BILL });
});

test('an account without zones has nothing, and lacks nothing', async () => {
  const stage = await stageOf({ zones: [] });
  expect(await stage.cli(pulling)).toMatchObject({ code: 0 });
  const found = await query(
    stage.db,
    "select distinct status from usage.coverage where meter like 'cache_reserve.%'",
  );
  expect(found).toEqual([{ status: 'complete' }]);
  expect((await reconciled(stage)).code).toBe(0);
});
