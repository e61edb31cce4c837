// Answers that know only a part, or say what no rule knows: told, and never zero by silence.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type AnswerRow, days, loaded, saved } from './saved.ts';

const ACCOUNT = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const GB = 1_000_000_000;

type Figures = Omit<AnswerRow, 'dimensions'>;
const daily = (dimensions: Readonly<Record<string, unknown>>, figures: Figures, own = days) =>
  own.map((date): AnswerRow => ({ dimensions: { date, ...dimensions }, ...figures }));

test('values that no rule knows are named, with what became of their usage', async () => {
  const archive = { bucketName: 'media', storageClass: 'Archive' };
  const put = { ...archive, actionType: 'PutObject', responseStatusCode: 200 };
  const events = days.slice(12).map((day) => ({
    dimensions: { datetime: `${day}T10:00:00Z`, repositoryNamespace: 'acme', eventKind: 'batch' },
    count: 100_000,
  }));
  const { bill } = await loaded(
    saved(
      'r2OperationsAdaptiveGroups',
      'date bucketName actionType storageClass responseStatusCode',
      'sum { requests responseObjectSize }',
      daily(put, { sum: { requests: 1_000_000, responseObjectSize: 0 } }),
    ),
    saved(
      'r2StorageAdaptiveGroups',
      'date bucketName storageClass',
      'max { payloadSize metadataSize }',
      daily(archive, { max: { payloadSize: 1_000 * GB, metadataSize: 0 } }),
    ),
    saved(
      'artifactsEventsAdaptiveGroups',
      'datetime repositoryNamespace eventKind',
      'count',
      events as unknown as AnswerRow[],
    ),
    saved(
      'r2CatalogTableMaintenanceAdaptiveGroups',
      'date warehouseName jobType',
      'sum { inputBytes outputBytes filesProcessed }',
      daily(
        { warehouseName: 'lake', jobType: 'vacuum' },
        { sum: { inputBytes: GB, outputBytes: 0, filesProcessed: 7 } },
      ),
    ),
  );
  const { findings } = await bill();
  const told = findings.filter(({ kind }) => kind === 'unknown type').map(({ says }) => says);
  expect(told.toSorted()).toEqual([
    '1900000 Artifacts event(s) of the unknown kind "batch" are in no line.',
    '217 file(s) of R2 Data Catalog jobs of the unknown type "vacuum" are in no line.',
    '31000000 R2 operation(s) of the unknown storage class "Archive" were billed as Standard.',
    '31000000000000 byte-day(s) of the unknown storage class "Archive" were billed as Standard.',
  ]);
});

test('a null field, missing days, samples, a refused dataset and a deleted resource', {
  tags: 'journey',
}, async () => {
  const TIME = 'browserRenderingBrowserTimeUsageAdaptiveGroups';
  const refused = JSON.parse(saved(TIME, 'date', 'sum { totalSessionDurationMs }', []));
  const message = `cannot access ${TIME}: does not have access to the path`;
  const { cli, db, folder, bill } = await loaded(
    saved(
      'containersUsageAdaptiveGroups',
      'date applicationId region',
      'sum { cpuTimeSec allocatedMemory allocatedDisk txBytes }',
      daily(
        { applicationId: 'render', region: 'WEUR' },
        { sum: { cpuTimeSec: 100_000, allocatedMemory: 1, allocatedDisk: 1, txBytes: null } },
      ),
    ),
    saved(
      'streamMinutesViewedAdaptiveGroups',
      'date creator',
      'sum { minutesViewed }',
      daily({ creator: 'ada' }, { sum: { minutesViewed: 1_000 } }, days.slice(0, 20)),
    ).replace('2026-11-04', '2026-10-24'),
    saved(
      'queueMessageOperationsAdaptiveGroups',
      'date queueId',
      'sum { billableOperations } avg { sampleInterval }',
      daily(
        { queueId: 'q' },
        { sum: { billableOperations: 1_000_000 }, avg: { sampleInterval: 10 } },
      ),
    ),
    saved(
      'kvStorageAdaptiveGroups',
      'date namespaceId',
      'max { byteCount }',
      daily({ namespaceId: 'gone' }, { max: { byteCount: 1_000 * GB } }, days.slice(0, 12)),
    ),
    JSON.stringify({ ...refused, response: { data: null, errors: [{ message }] } }),
  );
  writeFileSync(
    join(folder, 'invoice.csv'),
    'description,period_start,period_end,quantity,unit_price,per,amount\n' +
      'Browser Run - Browser Hours,2026-10-04,2026-11-03,20,0.09,1,1.80\n',
  );
  expect(await cli('load', 'invoice.csv', '--db', db, '--account', ACCOUNT)).toMatchObject({
    code: 0,
  });
  const { lines, findings } = await bill();
  const of = (sku: string) => lines.find((line) => line.sku === sku);
  expect(of('containers.cpu')).toMatchObject({ evidence: 'exact' });
  expect(of('containers.egress_na_eu')).toMatchObject({ predicted_usd: null, status: 'missing' });
  expect(of('stream.minutes_delivered')).toMatchObject({
    ...{ evidence: 'missing', days_missing: '11', predicted_usd: '20.00' },
  });
  expect(of('queues.operations')).toMatchObject({ evidence: 'sampled', predicted_usd: '12.00' });
  expect(of('browser_run.browser_hours')).toMatchObject({
    ...{ predicted_usd: null, status: 'not_metered' },
  });
  // Twelve days of 1,000 GB are 400 GB-months, whatever the list of namespaces has now.
  expect(of('kv.storage')).toMatchObject({ evidence: 'exact', predicted_quantity: '399' });
  const says = findings.map((finding) => finding.says).join('\n');
  expect(says).toContain('sum.txBytes is not in the answers of 31 days');
  expect(says).toContain('streamMinutesViewedAdaptiveGroups is missing 11 of 31 days');
});
