import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type EstimateResult, estimate } from '../../src/estimate.ts';
import { parseEstimate } from '../../src/sources/estimate-file.ts';

const SEPTEMBER = { starts_on: '2026-09-01', ends_on: '2026-10-01' };
const PRO_RATA = { rounding: 'pro_rata' };
type Fields = Readonly<Record<string, unknown>>;

function priced(fields: Fields, ...compare: Readonly<Record<string, string>>[]) {
  const text = JSON.stringify({ period: SEPTEMBER, ...fields });
  return estimate([{ label: 'w', input: parseEstimate(text, 'w') }], { compare });
}

function totals({ estimates }: EstimateResult) {
  return estimates.rows.map((row) => row.total_usd);
}

/** The groups of Cloudflare's four examples: by blocks as billed, pro rata as once printed. */
const EXAMPLES: readonly [name: string, group: Fields, blocks: string, proRata: string][] = [
  ['1', { objects: 1, requests: 1_500_000, active_seconds: 1_000_000 }, '5.15', '5.08'],
  [
    '2',
    {
      objects: 100,
      sockets_per_object: 50,
      sockets_opened: 'daily',
      messages_per_socket_minute: 1,
      hours_per_day: 8,
      socket_api: 'accept',
    },
    '142.95',
    '138.65',
  ],
  [
    '3',
    {
      objects: 100,
      sockets_per_object: 1,
      sockets_opened: 'once',
      messages_per_socket_minute: 60,
      socket_api: 'accept',
    },
    '419.30',
    '416.51',
  ],
  ['4', exampleFour(), '20.65', '10.00'],
];

function exampleFour(): Fields {
  return {
    objects: 100,
    sockets_per_object: 100,
    sockets_opened: 'once',
    messages_per_socket_minute: 1,
    socket_api: 'hibernation',
    handler_ms: 10,
  };
}

describe('a workload becomes the bill of the published example', () => {
  test.each(EXAMPLES)('%s', async (_, group, blocks, proRata) => {
    expect(totals(await priced({ workload: [group] }, PRO_RATA))).toEqual([blocks, proRata]);
  });

  test('example 4 never sleeps where idle time is billed: $417.81 pro rata', async () => {
    const billed = { ...PRO_RATA, idle_hibernatable: 'billed' };
    expect(totals(await priced({ workload: [exampleFour()] }, billed))[1]).toBe('417.81');
  });
});

/** Numbers that are large beside those of the examples, each with its bill of September. */
const LARGE: readonly [says: string, group: Fields, usd: string][] = [
  // 15 GB-months less 5 are 10 x $0.20.
  ['15 GB stored', { objects: 10, stored_gb_per_object: '1.5' }, '7.00'],
  // 1,000,000 x 1,200 s x 0.128 GB less 400,000 GB-s are 154 blocks of $12.50.
  [
    'an alarm of 20 minutes in 30 days',
    { objects: 1_000_000, alarm_every_seconds: 2_592_000, alarm_ms: 1_200_000 },
    '1930.00',
  ],
  // 43,200 messages x 2,000,000 rows less 25 billion are 61,400 blocks of $0.001.
  [
    '2 million rows read by a message',
    { sockets_per_object: 1, messages_per_socket_minute: 1, rows_read_per_message: 2_000_000 },
    '66.40',
  ],
  // 43,200 x 2,500,000 rows less 50 million are 107,950 blocks of $1.
  [
    '2.5 million rows written by a message',
    { sockets_per_object: 1, messages_per_socket_minute: 1, rows_written_per_message: 2_500_000 },
    '107955.00',
  ],
  // 10,000 x 1,000 s x 0.128 GB less 400,000 GB-s are 1 block.
  ['requests of 1,000 s', { objects: 1_000, requests: 10_000, handler_ms: 1_000_000 }, '17.50'],
  // 600,000 operations of a little more than 4 KB are 1,200,000 units, 1 block of $0.20.
  ['a bit more than 4 KB', { kv_reads: [{ count: 600_000, kb: '4.000000001' }] }, '5.20'],
];

test.each(LARGE)('%s has a price', async (_, group, usd) => {
  expect(totals(await priced({ workload: [group] }))).toEqual([usd]);
});

test('decimals that would be rounded away are refused', () => {
  for (const field of ['handler_ms', 'rows_read_per_message', 'active_seconds']) {
    const text = JSON.stringify({ period: SEPTEMBER, workload: [{ [field]: '0.0000004' }] });
    const says = expect.objectContaining({ why: expect.stringContaining('6 decimals') });
    expect(() => parseEstimate(text, 'w'), field).toThrow(says);
  }
});

test.each([
  [{ objects: 5, messages_per_socket_minute: 60 }, 'messages need open sockets'],
  [{ sockets_per_object: 5, rows_read_per_message: 3 }, 'says nothing without messages'],
  [{ sockets_per_object: 5, rows_written_per_message: '0.5' }, 'says nothing without messages'],
])('%j is refused: it would count as nothing', (group, why) => {
  const text = JSON.stringify({ period: SEPTEMBER, workload: [group] });
  const says = expect.objectContaining({ why: expect.stringContaining(why) });
  expect(() => parseEstimate(text, 'w')).toThrow(says);
});

test('requests and messages without active time are named', async () => {
  const [sleeps, works, stays] = [{}, { handler_ms: 1 }, { socket_api: 'accept' }].map((more) =>
    priced({ workload: [{ sockets_per_object: 2, messages_per_socket_minute: 1, ...more }] }),
  );
  const says = 'workload.0 states no handler_ms: its 86,400 requests and incoming messages count';
  expect((await sleeps)?.notes.rows.map(({ note }) => note)).toEqual([
    expect.stringContaining(says),
  ]);
  expect([(await works)?.notes.rows, (await stays)?.notes.rows]).toEqual([[], []]);
});

describe('the voice platform', () => {
  const FILES = [
    ['blog', '5179.00'],
    ['blog-80', '2068.60'],
    ['corrected', '20737.50'],
    ['corrected-80', '8300.00'],
  ] as const;

  test.each(FILES)('%s: $%s of duration', async (name, usd) => {
    const url = new URL(`../../fixtures/voice-platform/${name}.json`, import.meta.url);
    const input = parseEstimate(readFileSync(url, 'utf8'), name);
    const { lines, notes } = await estimate([{ label: name, input }]);
    const line = lines.rows.find(({ sku }) => sku === 'durable_objects.duration');
    expect(line?.amount_usd).toBe(usd);
    const says = notes.rows.map(({ note }) => String(note)).join('\n');
    expect(says.includes('32 MB of memory was used where 128 MB')).toBe(name.startsWith('blog'));
    if (name === 'blog') expect(says).toMatch(/\$0\.95 per object \(per session.*not per 1,000/);
  });
});

test('Workers Free bills no Workers and says which limit falls first', async () => {
  const result = await priced({ plan: 'workers_free', workload: [EXAMPLES[2]?.[1]] });
  expect(totals(result)).toEqual(['0.00']);
  expect(result.lines.rows.map((row) => row.amount_usd)).toEqual(
    result.lines.rows.map(() => '0.00'),
  );
  const limit = result.freeLimits.rows.find(({ sku }) => sku === 'durable_objects.duration');
  // 100 objects x 86,400 s x 0.128 GB = 1,105,920 GB-s a day against 13,000.
  expect(limit).toMatchObject({
    busiest_quantity: '1105920.000000000',
    used_percent: '8507.076923077',
    first_over_on: '2026-09-01',
  });
});

test('another price is laid beside, with the number of objects at which both cost the same', async () => {
  const group = {
    objects: 1_000,
    sockets_per_object: 10,
    messages_per_socket_minute: 6,
    socket_api: 'accept',
  };
  const other = [{ name: 'own server', usd_per_month: '900', usd_per_object: '0.10' }];
  const { alternatives } = await priced({ workload: [group], other });
  // $4,174.35, of which $5 flat: (900 - 5) / (4.16935 - 0.10) = 219.9 objects.
  expect(alternatives.rows).toMatchObject([
    { total_usd: '4174.35', alternative_usd: '1000.00', crossover_objects: '220' },
  ]);
});

test('on Workers Free a daily limit is passed above it, and what needs no plan is billed', async () => {
  const usage = (duration: string) => ({
    plan: 'workers_free',
    usage: { 'r2.storage': 500, 'durable_objects.duration': duration },
  });
  // 30 days of 13,000 GB-s, and a billionth more. R2 has 10 of 500 GB-months free: 490 x $0.015.
  const [at, over] = [await priced(usage('390000')), await priced(usage('390000.000000001'))];
  expect([totals(at), totals(over)]).toEqual([['7.35'], ['7.35']]);
  const passed = /passes its daily limit of 13,000 GB-s/;
  expect(at.notes.rows.filter(({ note }) => passed.test(String(note)))).toEqual([]);
  expect(over.notes.rows.filter(({ note }) => passed.test(String(note)))).toHaveLength(1);
});
