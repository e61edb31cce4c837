import { join } from 'node:path';
import { save } from './small-account.ts';

export const COLD = 'ee'.repeat(16);

const DAYS = ['06', '07', '08', '09', '10', '11', '12'].map((day) => `2026-10-${day}`);
const BUCKET = { bucketName: 'archive', storageClass: 'InfrequentAccess' };
const READ = { actionType: 'GetObject', responseStatusCode: 200 };

/**
 * An account with a bucket of Infrequent Access of which more than a sixtieth is read each day, on
 * so many days that no restored backup explains it. Returns the files, in a folder that exists.
 */
export function saveColdBucket(folder: string): string[] {
  const asked = { account: COLD, from: '2026-10-06', to: '2026-10-13' };
  const saved = { ...asked, capturedAt: '2026-11-06T06:00:00Z' };
  return [
    save(join(folder, 'cold-reads.json'), {
      ...{ ...saved, dataset: 'r2OperationsAdaptiveGroups' },
      rows: DAYS.map((date) => ({
        dimensions: { date, ...BUCKET, ...READ },
        sum: { requests: 1_000, responseObjectSize: 30_000_000_000 },
      })),
    }),
    save(join(folder, 'cold-storage.json'), {
      ...{ ...saved, dataset: 'r2StorageAdaptiveGroups' },
      rows: DAYS.map((date) => ({
        dimensions: { date, ...BUCKET },
        max: { objectCount: 9, payloadSize: 100_000_000_000, metadataSize: 0, uploadCount: 0 },
      })),
    }),
  ];
}
