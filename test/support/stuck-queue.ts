import { join } from 'node:path';
import { COLD } from './cold-bucket.ts';
import { save } from './small-account.ts';

const DAYS = ['06', '07', '08'].map((day) => `2026-10-${day}`);
const OPERATIONS = { WriteMessage: 20_000, ReadMessage: 400_000 };

/** A queue of the account whose messages are read all day and never deleted, as a file. */
export function saveStuckQueue(folder: string): string[] {
  return [
    save(join(folder, 'stuck-queue.json'), {
      ...{ account: COLD, from: '2026-10-06', to: '2026-10-09' },
      capturedAt: '2026-11-06T06:00:00Z',
      dataset: 'queueMessageOperationsAdaptiveGroups',
      rows: DAYS.flatMap((date) =>
        Object.entries(OPERATIONS).map(([actionType, billableOperations]) => ({
          dimensions: { date, queueId: 'orders', actionType },
          sum: { billableOperations },
        })),
      ),
    }),
  ];
}
