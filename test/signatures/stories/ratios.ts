// Durable Objects that use far more of their storage than their requests need.
import { type Activity, active, each, invoked } from '../support/row.ts';
import type { Story } from '../support/story.ts';

/** An object that answers so many requests, and what it uses of its storage. */
const store = (requests: number, of: Activity) => [
  active('Store', 'main', { active: 3600, ...of }),
  invoked('Store', 'main', 'http', requests, 600),
];

/** Objects that are called so many times each, and what each of them uses of its storage. */
const stores = (objects: number, requests: number, of: Activity) =>
  each(objects, 'doc', (name) => [
    active('Docs', name, of),
    invoked('Docs', name, 'http', requests),
  ]);

export const RATIOS: readonly Story[] = [
  {
    signature: 'object_rows_read',
    title: 'a table without an index',
    place: 'Store',
    says: [/5,?000 rows a request/, '10,000,000 rows', '2,000 requests'],
    before: store(2000, { rowsRead: 20_000 }),
    burning: store(2000, { rowsRead: 10_000_000 }),
    twin: store(500_000, { rowsRead: 10_000_000 }),
  },
  {
    signature: 'object_rows_written',
    title: 'everything is written again with each change',
    place: 'Store',
    says: ['300 rows a request', '300,000 rows', '1,000 requests'],
    before: store(1000, { rowsWritten: 3000 }),
    burning: store(1000, { rowsWritten: 300_000 }),
    twin: store(100_000, { rowsWritten: 300_000 }),
  },
  {
    signature: 'object_units_read',
    title: 'all keys are listed at each poll',
    place: 'Store',
    says: ['917 units a request', '54,607,350 units', '59,550 requests'],
    before: store(59_550, { unitsRead: 119_100 }),
    burning: store(59_550, { unitsRead: 54_607_350 }),
    twin: store(59_550, { unitsRead: 119_100 }),
  },
  {
    signature: 'object_units_written',
    title: 'a list of all members is written with each of them',
    place: 'Store',
    says: ['120 units a request', '600,000 units', '5,000 requests'],
    before: store(5000, { unitsWritten: 10_000 }),
    burning: store(5000, { unitsWritten: 600_000 }),
    twin: store(300_000, { unitsWritten: 600_000 }),
  },
  {
    signature: 'object_units_written',
    title: 'many objects that each write little',
    place: 'Docs',
    says: ['Docs (50 objects) writes 100 units a request', '200,000 units', '2,000 requests'],
    before: stores(50, 40, { unitsWritten: 80 }),
    burning: stores(50, 40, { unitsWritten: 4000 }),
    // The same units, by objects that are called oftener.
    twin: stores(50, 200, { unitsWritten: 4000 }),
  },
  {
    signature: 'object_rows_read',
    title: 'many objects that each read little',
    place: 'Docs',
    says: ['30,000 rows a request', '15,000,000 rows', '500 requests'],
    before: stores(50, 10, { rowsRead: 100 }),
    burning: stores(50, 10, { rowsRead: 300_000 }),
    // Each object loads its store when it wakes, and is called few times.
    twin: stores(50, 9, { rowsRead: 300_000 }),
  },
];
