// Durable Objects of a healthy account.
import type { Random } from '../../support/random.ts';
import { type Activity, active, invoked, type Row, row } from '../support/row.ts';
import { between, count, order, type Part, type Work } from './rhythm.ts';

const DAY_S = 86_400;

/** Some objects of a namespace, each so large a share of the whole, on the same days. */
function objects(
  random: Random,
  most: number,
  workOf: (name: string, share: number) => Work,
): Work {
  const all = Array.from({ length: random.int(1, most) }, (_, i) =>
    workOf(`o-${i}`, between(random, 0.1, 1.5)),
  );
  const stored = order(random, 1_000_000, 4_000_000_000);
  return (busy, day, i) => {
    const rows = all.flatMap((work) => work(busy * between(random, 0.7, 1.3), day, i));
    const { namespaceId: id } = rows[0]?.dims ?? {};
    const bytes = { 'max.storedBytes': count(stored, 1 + i / 200) };
    return id === undefined
      ? rows
      : [...rows, row('durableObjectsSqlStorageGroups', { namespaceId: id }, bytes)];
  };
}

/** Invocations of one kind at so many seconds each. */
const called = (
  ...[space, name, type, n, each]: [
    string,
    string,
    'http' | 'rpc' | 'alarm' | 'hibernation',
    number,
    number,
  ]
): Row[] => (n > 0 ? [invoked(space, name, type, n, Math.ceil(n * each))] : []);

/** Chat that hibernates: a message is answered at once and sent to all. */
export const chat: Part = (random, space) =>
  objects(random, 12, (name, share) => {
    const messages = order(random, 5, 20_000) * share;
    const [sockets, each] = [random.int(2, 80), between(random, 0.02, 0.3)];
    const [read, written] = [random.int(2, 60), random.int(1, 4)];
    return (busy) => {
      const said = count(messages, busy);
      const joins = sockets * random.int(1, 6);
      const of = { sockets, outbound: said * Math.ceil(sockets / 2) };
      const rows = { rowsRead: said * read + joins * 50, rowsWritten: said * written };
      return [
        active(space, name, { active: Math.min(DAY_S, (said + joins) * each), ...of, ...rows }),
        ...called(space, name, 'http', joins, 0.05),
        ...called(space, name, 'hibernation', said, each),
        ...called(space, name, 'alarm', random.int(0, 24), 0.1),
      ];
    };
  });

/** Games of some hours an evening, or all day long: ticks and many messages. */
export const game: Part = (random, space) =>
  objects(random, 8, (name) => {
    const [hours, players] = [random.pick([1, 3, 6, 10, 24]), random.int(2, 40)];
    const perSecond = between(random, 2, 15);
    return (busy) => {
      const seconds = Math.min(DAY_S, Math.round(hours * 3600 * Math.min(busy, 1.2)));
      const inbound = count(seconds * players * perSecond * 0.5);
      const of = { sockets: players, inbound, outbound: inbound * Math.ceil(players / 2) };
      return [
        active(space, name, { active: seconds, ...of, rowsWritten: Math.round(seconds / 5) }),
        ...called(space, name, 'http', players * random.int(1, 9), 0.1),
      ];
    };
  });

/** One object, or a few, that all requests ask: a counter, a lock, a limit. */
export const counter: Part = (random, space) =>
  objects(random, 3, (name, share) => {
    const requests = order(random, 100_000, 3_000_000) * share;
    const each = between(random, 0.002, 0.02);
    return (busy) => {
      const n = count(requests, busy);
      const seconds = Math.min(DAY_S, Math.round(n * each));
      return [
        active(space, name, { active: seconds, rowsRead: 2 * n, rowsWritten: n }),
        ...called(space, name, random.pick(['rpc', 'http']), n, each / 2),
      ];
    };
  });

/** A conversation with a model: few requests, each streamed for some seconds. */
export const agent: Part = (random, space) =>
  objects(random, 12, (name, share) => {
    const [requests, each] = [order(random, 2, 150) * share, between(random, 3, 40)];
    return (busy) => {
      const n = count(requests, busy);
      const of = { active: Math.round(n * each), sockets: 2, rowsRead: n * 80, rowsWritten: n * 6 };
      return n === 0
        ? []
        : [
            active(space, name, of),
            ...called(space, name, 'hibernation', n, each),
            ...called(space, name, 'http', Math.ceil(n / 8), 0.1),
            ...called(space, name, 'alarm', random.int(0, 6), 0.2),
          ];
    };
  });

/** Sessions that live for minutes, with an object of their own each. */
export const sessions: Part = (random, space) => {
  const [each, seconds] = [random.int(3, 20), order(random, 5, 900)];
  return (busy, day) =>
    Array.from({ length: count(each, busy) }, (_, i) => {
      const name = `${day.slice(5)}-${i}`;
      const [lasts, messages] = [count(seconds, between(random, 0.5, 1.5)), random.int(2, 400)];
      const of: Activity = { active: lasts, rowsRead: messages * 9, rowsWritten: messages };
      return [
        active(space, name, of),
        ...called(space, name, 'rpc', messages, Math.min(0.2, lasts / messages)),
        ...called(space, name, 'alarm', 1, 0.1),
      ];
    }).flat();
};

/** Work that is due at times: an alarm for each job, as often as jobs come. */
export const scheduler: Part = (random, space) =>
  objects(random, 6, (name, share) => {
    const [jobs, each] = [order(random, 1, 2000) * share, between(random, 0.05, 1.5)];
    return (busy) => {
      const n = count(jobs, busy);
      const of = { active: Math.round(2 * n * each), rowsRead: n * 30, rowsWritten: n * 5 };
      return [
        active(space, name, of),
        ...called(space, name, 'rpc', n, each / 4),
        ...called(space, name, 'alarm', n, each),
      ];
    };
  });

/** A report each night reads what came that day, in a few large steps. */
export const nightly: Part = (random, space) =>
  objects(random, 2, (name) => {
    const records = order(random, 1000, 400_000);
    return (busy) => {
      const n = count(records, busy);
      const of = {
        active: 60 + Math.round(n / 2000),
        rowsRead: 3 * n,
        rowsWritten: Math.ceil(n / 50),
      };
      return [
        active(space, name, of),
        ...called(space, name, 'rpc', random.int(20, 200), 0.05),
        ...called(space, name, 'alarm', random.int(1, 3), 30),
      ];
    };
  });

/** Objects on the key-value storage of old. */
export const carts: Part = (random, space) =>
  objects(random, 10, (name, share) => {
    const requests = order(random, 50, 60_000) * share;
    const [read, written] = [random.int(1, 12), between(random, 0.3, 5)];
    return (busy) => {
      const n = Math.max(1, count(requests, busy));
      const of = {
        active: Math.round(n * 0.05),
        unitsRead: n * read,
        unitsWritten: count(n, written),
      };
      return [active(space, name, of), ...called(space, name, 'http', n, 0.03)];
    };
  });

/** Checks each minute, or each ten, whether something is up: that is its work. */
export const monitor: Part = (random, space) =>
  objects(random, 10, (name) => {
    const checks = random.pick([1440, 720, 288, 144, 24]);
    const each = between(random, 0.05, 2);
    return () => [
      active(space, name, { active: Math.round(checks * each), rowsWritten: 2 * checks }),
      ...called(space, name, 'alarm', checks, each),
      ...called(space, name, 'rpc', random.int(0, 40), 0.05),
    ];
  });

/** Documents that are read whole when they are opened, and saved after some changes. */
export const editor: Part = (random, space) =>
  objects(random, 10, (name, share) => {
    const [units, opened] = [order(random, 1, 250), order(random, 3, 600) * share];
    const [changes, perSave] = [order(random, 5, 300), random.int(10, 100)];
    return (busy) => {
      const opens = count(opened, busy);
      const n = opens * changes;
      const of = { unitsRead: opens * units, unitsWritten: Math.ceil(n / perSave) * units };
      return [
        active(space, name, { active: Math.min(DAY_S, Math.ceil(n * 0.02)), sockets: 5, ...of }),
        ...called(space, name, 'http', opens, 0.05),
        ...called(space, name, 'hibernation', n, 0.01),
      ];
    };
  });

/** Measurements that come in batches. */
export const ingest: Part = (random, space) =>
  objects(random, 6, (name, share) => {
    const [batches, rows] = [order(random, 100, 20_000) * share, order(random, 5, 200)];
    return (busy) => {
      const n = count(batches, busy);
      const of = { rowsWritten: n * rows, rowsRead: n * 5 };
      return [
        active(space, name, { active: Math.ceil(n * 0.1), ...of }),
        ...called(space, name, 'rpc', n, 0.08),
      ];
    };
  });
