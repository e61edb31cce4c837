// The meter without a runtime: what it refuses, and what a line holds.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { type MeterOptions, meterOf, usageMeter } from '../../src/meter/index.ts';
import type { Cursor } from '../../src/meter/types.ts';
import { filesUnder, ROOT } from '../support/temp.ts';

const ID = 'f'.repeat(64);

/** An object whose every statement writes so many rows. */
function objectThatWrites(rowsWritten: number, databaseSize = 4096) {
  const cursor = { rowsRead: rowsWritten, rowsWritten, columnNames: [], toArray: () => [] };
  const sql = { exec: (_query: string) => cursor as unknown as Cursor, databaseSize };
  return { id: { toString: () => ID }, storage: { sql } };
}

function meterWith(options: Partial<MeterOptions> = {}, ctx = objectThatWrites(1)) {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  return { ctx, lines, meter: usageMeter(ctx, { class: 'Room', tenant: 'acme', log, ...options }) };
}

describe('a line', () => {
  test('says all by itself, in one argument of the console', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const meter = usageMeter(objectThatWrites(2), { class: 'Room', tenant: 'acme' });
    meter.event('rpc', () => meter.sql.exec('INSERT'));
    const { calls } = log.mock;
    log.mockRestore();
    expect(calls).toEqual([[expect.any(String)]]);
    expect(JSON.parse(`${calls[0]?.[0]}`)).toEqual({
      usage: {
        v: 1,
        t: 'acme',
        c: 'Room',
        o: ID,
        n: expect.stringMatching(/^[0-9a-f]{16}$/),
        k: 'rpc',
        rr: 2,
        rw: 2,
        db: 4096,
      },
    });
  });

  test('is below 250 bytes with the longest names, ten thousand million rows and 10 GB', () => {
    const ctx = objectThatWrites(9_999_999_999, 10_737_418_240);
    const { meter, lines } = meterWith({ class: 'R'.repeat(24), tenant: 'ä'.repeat(18) }, ctx);
    meter.event('upgrade', () => meter.sql.exec('INSERT'));
    const bytes = Buffer.byteLength(lines[0] ?? '');
    expect(bytes).toBeGreaterThan(240);
    expect(bytes).toBeLessThan(250);
  });

  test('has a nonce of its own', () => {
    const { meter, lines } = meterWith();
    for (let i = 0; i < 1000; i++) meter.event('rpc', () => {});
    expect(new Set(lines.map((line) => JSON.parse(line).usage.n)).size).toBe(1000);
  });
});

describe('an event gives back', () => {
  test('what its handler returns, at once where the handler does not wait', async () => {
    const { meter, lines } = meterWith();
    expect(meter.event('rpc', () => 7)).toBe(7);
    const later = meter.event('rpc', async () => 8);
    expect(lines).toHaveLength(1);
    expect(await later).toBe(8);
    expect(lines).toHaveLength(2);
  });

  test('what its handler throws, and writes its line', async () => {
    const { meter, lines } = meterWith();
    const fails = () => {
      meter.sql.exec('INSERT');
      throw new Error('no');
    };
    expect(() => meter.event('rpc', fails)).toThrow('no');
    await expect(meter.event('rpc', async () => fails())).rejects.toThrow('no');
    expect(lines.map((line) => JSON.parse(line).usage.rw)).toEqual([1, 1]);
  });
});

describe('refused', () => {
  test('a tenant too long for the line', () => {
    expect(() => meterWith({ tenant: 'a'.repeat(57) })).toThrow(RangeError);
    expect(() => meterWith({ tenant: 'a'.repeat(56) })).not.toThrow();
    expect(() => meterWith({ tenant: '"'.repeat(29) })).toThrow(/66 bytes .* at most 64/);
  });

  test('a second meter: rows would count twice', () => {
    const { ctx } = meterWith();
    expect(() => meterWith({}, ctx)).toThrow(/metered already/);
  });

  test('the meter of an object without one', () => {
    expect(() => meterOf(objectThatWrites(1))).toThrow(/no meter/);
  });
});

test.each([
  ['too long', () => 'a'.repeat(100)],
  ['not found', () => undefined],
  [
    'not told',
    () => {
      throw new Error('gone');
    },
  ],
])('the line of a tenant that is %s names none', (_, tenant) => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { meter, lines } = meterWith({ tenant });
  expect(meter.event('rpc', () => 'done')).toBe('done');
  expect(JSON.parse(lines[0] ?? '').usage.t).toBe('');
  warn.mockRestore();
});

test('without a handle, rows of overlapping events go with some line of the object', async () => {
  const { meter, lines } = meterWith();
  const handler = async (event: { tenant: string | undefined }) => {
    meter.sql.exec('its own: before the first await');
    await new Promise((resolve) => setTimeout(resolve, 1));
    meter.sql.exec('whose?');
    event.tenant = 'borealis';
  };
  await Promise.all([meter.event('http', handler), meter.event('http', handler)]);
  const rows = lines.map((line) => JSON.parse(line).usage.rw);
  expect(rows.every((n) => n >= 1)).toBe(true);
  expect(rows[0] + rows[1]).toBe(4);
});

test('the module imports nothing', () => {
  for (const file of filesUnder('src/meter', '.ts')) {
    const text = readFileSync(join(ROOT, 'src/meter', file), 'utf8');
    const sources = [...text.matchAll(/^(?:import|export).* from '([^']+)'/gm)].map((m) => m[1]);
    expect(
      sources.filter((from) => !from?.startsWith('./')),
      file,
    ).toEqual([]);
  }
});
