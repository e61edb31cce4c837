// What a healthy account stores: databases, caches, files.
import type { Random } from '../../support/random.ts';
import { type Row, row } from '../support/row.ts';
import { between, count, order, type Part, type Work } from './rhythm.ts';

const GB = 1_000_000_000;

/** Queries that have their indexes, and some that list a page. */
export const database: Part = (random, name) => {
  const queries = order(random, 2000, 10_000_000);
  const [read, share] = [between(random, 1, 60), between(random, 0.02, 0.4)];
  const [written, size] = [between(random, 1, 5), order(random, 10_000_000, 8 * GB)];
  return (busy, _day, i) => {
    const writes = count(queries * share, busy);
    const reads = count(queries, busy);
    const figures = {
      'sum.readQueries': reads,
      'sum.writeQueries': writes,
      'sum.rowsRead': count(reads, read) + writes,
      'sum.rowsWritten': count(writes, written),
    };
    return [
      row('d1AnalyticsAdaptiveGroups', { databaseId: name }, figures),
      row(
        'd1StorageAdaptiveGroups',
        { databaseId: name },
        {
          'max.databaseSizeBytes': count(size, 1 + i / 300),
        },
      ),
    ];
  };
};

/** A cache, a store of sessions, of which some are ended by a person, or settings. */
export const cache: Part = (random, name) => {
  const reads = order(random, 5000, 20_000_000);
  const [written, deleted] = [random.pick([0.0001, 0.005, 0.03, 0.25]), between(random, 0, 0.6)];
  const [lists, keys] = [random.pick([0, 2, 24, 300, 2000]), order(random, 50, 2_000_000)];
  const each = order(random, 100, 20_000);
  return (busy, _day, i) => {
    const grown = count(keys, 1 + i / 200);
    const ops = (actionType: string, requests: number) =>
      row(
        'kvOperationsAdaptiveGroups',
        { namespaceId: name, actionType },
        {
          'sum.requests': requests,
        },
      );
    return [
      ops('read', count(reads, busy)),
      ops('write', count(reads * written, busy)),
      ops('delete', count(reads * written * deleted, busy)),
      ops('list', count(lists, busy)),
      row(
        'kvStorageAdaptiveGroups',
        { namespaceId: name },
        {
          'max.keyCount': grown,
          'max.byteCount': grown * each,
        },
      ),
    ].filter(({ figures }) => figures['sum.requests'] !== 0);
  };
};

/** Files of users, media, backups or logs. */
export const bucket: Part = (random, name) => {
  const [puts, gets] = [order(random, 20, 200_000), order(random, 500, 8_000_000)];
  const [missing, lists] = [between(random, 0, 0.06), random.pick([0, 5, 100, 1500])];
  const size = order(random, 2000, 20_000_000);
  const kept = order(random, 1000, 5_000_000);
  // Some ask about each object before they read it.
  const asked = random.pick([0.2, 0.2, 1]);
  const parts = random.chance(0.3) ? random.int(2, 20) : 0;
  return (busy, _day, i): Row[] => {
    const ops = (actionType: string, requests: number, responseStatusCode = 200) => {
      const dims = { bucketName: name, actionType, storageClass: 'Standard', responseStatusCode };
      return row('r2OperationsAdaptiveGroups', dims, { 'sum.requests': requests });
    };
    const put = count(puts, busy);
    const stored = kept + put * i;
    return [
      ops('PutObject', put),
      ...(parts > 0 ? [ops('UploadPart', Math.ceil(put / 20) * parts)] : []),
      ops('GetObject', count(gets, busy * (1 - missing))),
      ops('GetObject', count(gets, busy * missing), 404),
      ops('HeadObject', count(gets * asked, busy)),
      ops('ListObjects', count(lists, busy)),
      ops('DeleteObject', count(put * 0.4)),
      row(
        'r2StorageAdaptiveGroups',
        { bucketName: name, storageClass: 'Standard' },
        {
          'max.payloadSize': stored * size,
          'max.metadataSize': stored * 100,
          'max.objectCount': stored,
          'max.uploadCount': random.int(0, parts),
        },
      ),
    ].filter(({ figures }) => figures['sum.requests'] !== 0);
  };
};

/** A database for each tenant, of many sizes. */
export const databases: Part = (random, name, days) => each(random, name, days, 60, database);

/** A namespace for each tenant. */
export const settings: Part = (random, name, days) => each(random, name, days, 40, cache);

/** The same for each of many tenants, who are less busy together than one that has all. */
function each(
  random: Random,
  name: string,
  days: readonly string[],
  most: number,
  part: Part,
): Work {
  const tenants = random.int(5, most);
  const works = Array.from({ length: tenants }, (_, i) => part(random, `${name}-${i}`, days));
  const sizes = works.map(() => order(random, 1, 100) / 100);
  return (busy, day, i) => works.flatMap((work, n) => work(busy * (sizes[n] ?? 1), day, i));
}
