import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Answer {
  response: { data: { viewer: { accounts: Record<string, unknown>[] } } };
}

/** Removes all rows of some days from a dataset's saved answers, in a folder of the demo. */
export function loseDays(folder: string, dataset: string, days: readonly string[]): void {
  for (const day of days) {
    const path = join(folder, 'usage', dataset, `${day}.json`);
    const answer = JSON.parse(readFileSync(path, 'utf8')) as Answer;
    for (const account of answer.response.data.viewer.accounts) account[dataset] = [];
    writeFileSync(path, JSON.stringify(answer));
  }
}
