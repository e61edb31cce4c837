// Rows of CSV that describe a dataset: one that could not count, or would count nothing in silence,
// is refused by name.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readCatalog } from '../../src/rules/catalog.ts';
import { ROOT, temporary } from '../support/temp.ts';

/** The bundled file of `ref` with some words replaced. */
function withFile(name: string, change: (text: string) => string): string {
  const folder = temporary(onTestFinished);
  mkdirSync(join(folder, 'ref'));
  const file = join(folder, 'ref', `${name}.csv`);
  cpSync(join(ROOT, 'queries/ref', `${name}.csv`), file);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  return folder;
}

test.each([
  [
    'meters',
    'workersInvocationsAdaptive,sum.cpuTimeUs',
    'workersInvocationsAdaptive,sum.cpuTimeUz',
  ],
  ['meters', 'workersInvocationsAdaptive,sum.cpuTimeUs', 'workersInvocationsAdaptive,sum.errors'],
  ['meters', 'workersInvocationsAdaptive', 'workersInvocations'],
  ['meters', ',peak,', ',mean,'],
  ['dataset_fields', 'workersInvocationsAdaptive,sum.cpuTimeUs', 'workersInvocationsAdaptive,cpu'],
  ['dataset_fields', ',cpu_us,', ',"cpu us",'],
  ['dataset_dimensions', ',isDispatcher,is_dispatcher,', ',isDispatcher,"is_dispatcher) --",'],
  [
    'dataset_dimensions',
    'isDispatcher,is_dispatcher,,false,false,true,true',
    'isDispatcher,is_dispatcher,,false,false,true,false',
  ],
  ['datasets', ',adaptive,', ',sometimes,'],
  ['datasets', ',durable_objects_periodic,', ',durable-objects,'],
  ['meter_conditions', 'workers.requests,status,not_in', 'workers.requests,status,unless'],
  ['meter_conditions', 'workers.requests,status', 'workers.request,status'],
  ['meter_conditions', 'workers.requests,status', 'workers.requests,colour'],
  ['dataset_dimensions', 'Groups,zoneTag,zone,zone,true', 'Groups,zoneTag,zone,zone,false'],
])('%s.csv with "%s" made "%s" is refused', (name, from, to) => {
  const folder = withFile(name, (text) => {
    expect(text).toContain(from);
    return text.replaceAll(from, to);
  });
  expect(() => readCatalog(folder)).toThrow(
    expect.objectContaining({ code: 'E_REF_ROW', message: expect.stringContaining('ref/') }),
  );
});

test('a choice of a condition is text, whatever is in it', () => {
  const folder = withFile('meter_conditions', (text) => text.replace('internalError', "it's"));
  const { rules } = readCatalog(folder);
  const readings = rules.find(({ relation }) => relation === 'usage.readings');
  expect(readings?.sql).toContain("coalesce(status, '') not in ('it''s')");
  expect(readings?.isReplaced).toBe(true);
});

test('a file in the place of a relation that the rows make is taken in its stead', () => {
  const folder = temporary(onTestFinished);
  mkdirSync(join(folder, 'usage'));
  const sql = '-- None.\n-- grain: account\nselect null as account where false\n';
  writeFileSync(join(folder, 'usage/sampled_days.sql'), sql);
  const own = readCatalog(folder).rules.filter(({ name }) => name === 'sampled_days');
  expect(own.map((rule) => rule.sql)).toEqual([sql]);
});
