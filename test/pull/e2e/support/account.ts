import { demoRest, type Row } from '../../../support/cloudflare/index.ts';

const DAYS = ['2026-10-04', '2026-10-05'];
const OBJECTS = [1, 2, 3];
const namespaceId = 'a'.repeat(32);

/** Two days of a small account: few rows of every dataset, a sampled one among them. */
export function smallRows(days: readonly string[] = DAYS): Row[] {
  return days.flatMap((day) => {
    const at = `${day}T10:00:00Z`;
    const objects = OBJECTS.flatMap((n): Row[] => {
      const dims = { namespaceId, objectId: `${n}`.repeat(64), name: `acme/${n}` };
      const own = { scriptName: 'app', type: 'http', status: 'success' };
      const requests = { requests: 1_000 * n, errors: 0, responseBodySize: 0, wallTime: 7 };
      const periodic = {
        activeTime: 5_000_000 * n,
        duration: 0.64 * n,
        rowsRead: n,
        rowsWritten: 1,
      };
      return [
        {
          dataset: 'durableObjectsInvocationsAdaptiveGroups',
          at,
          dims: { ...dims, ...own },
          sum: requests,
        },
        { dataset: 'durableObjectsPeriodicGroups', at, dims, sum: periodic },
      ];
    });
    const sql = { at, dims: { namespaceId }, max: { storedBytes: 4_096 } };
    const script = { scriptName: 'app', status: 'success', usageModel: 'standard' };
    const worker = { requests: 5_000, errors: 0, subrequests: 1, cpuTimeUs: 12_345_678 };
    return [
      ...objects,
      { dataset: 'durableObjectsSqlStorageGroups', ...sql },
      { dataset: 'workersInvocationsAdaptive', at, dims: script, sum: worker, sampleInterval: 10 },
    ];
  });
}

/** The period of the small account. */
export const SMALL = { startsOn: '2026-10-04', endsOn: '2026-10-06' };

/** The same, for what is only fetched. */
export const SMALL_TIMES = {
  startsAt: new Date(`${SMALL.startsOn}T00:00:00Z`),
  endsAt: new Date(`${SMALL.endsOn}T00:00:00Z`),
};

export const smallRest = demoRest;
