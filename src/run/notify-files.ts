import { appendFileSync, existsSync, statSync } from 'node:fs';
import { annotations, summaryText } from '../notify/github.ts';
import { junitXml } from '../notify/junit.ts';
import type { Notice } from '../notify/notice.ts';
import { prometheusText } from '../notify/prometheus.ts';
import type { NoticeRecord } from '../ops/run-record.ts';
import { chargebackFile } from '../reports/chargeback/forms.ts';
import { reconciliationPage } from '../reports/reconciliation-page.ts';
import { writeFiles } from '../store/write-files.ts';
import { readReports } from './read-reports.ts';
import type { RunState } from './world.ts';

/** Writes what other programs read, after each run whether anything has changed or not. */
export async function fileChannels(state: RunState, notice: Notice): Promise<NoticeRecord[]> {
  const { notify } = state.plan;
  const { junit, prometheus } = notify;
  const records: NoticeRecord[] = [];
  const attempt = async (channel: string, isWanted: boolean, work: () => Promise<string>) => {
    if (!isWanted) return;
    try {
      records.push({ channel, outcome: 'sent', says: await work() });
    } catch (error) {
      state.world.signal?.throwIfAborted();
      records.push({ channel, outcome: 'failed', says: (error as Error).message });
    }
  };
  await attempt('github summary', notify.githubSummary, () => summarise(state, notice));
  await attempt('annotations', notify.annotations, async () => {
    state.world.print(annotations(notice));
    return 'printed';
  });
  await attempt('junit', junit !== undefined, async () => written(junit, junitXml(notice)));
  await attempt('prometheus', prometheus !== undefined, async () =>
    written(prometheus, prometheusText(notice)),
  );
  return records;
}

/** By a rename: a collector that reads meanwhile sees the file before or after. */
function written(path = '', text: string): string {
  writeFiles({ [path]: text }, true);
  return path;
}

/** Appends to the summary of the step: the chargeback report, else the reconciliation page. */
async function summarise(state: RunState, notice: Notice): Promise<string> {
  const file = state.world.env.GITHUB_STEP_SUMMARY;
  if (!file) throw new Error('GITHUB_STEP_SUMMARY is not set');
  const failures = notice.failures.map(({ step, code, says }) => `- ${step}: ${says} (${code})\n`);
  const pages = [`${notice.says}\n\n${failures.join('')}`];
  for (const found of state.found) pages.push(await pageOf(state, found));
  const taken = existsSync(file) ? statSync(file).size : 0;
  const text = summaryText(`${pages.join('\n')}\n`, taken);
  if (text === undefined) throw new Error('the summary of the step is full');
  appendFileSync(file, text);
  return 'appended';
}

async function pageOf(state: RunState, { result }: RunState['found'][number]): Promise<string> {
  const { world } = state;
  const { account, starts_on, ends_on } = result.period;
  const period = `${starts_on}..${ends_on}`;
  const made = {
    version: world.versions.flaretally,
    command: `flaretally report chargeback --account ${account} --period ${period} --format md`,
  };
  try {
    const page = await readReports(state, (db) =>
      chargebackFile(db, result.period, 'md', { made, isRaw: false }),
    );
    if (typeof page === 'string') return page;
  } catch {
    // A period that was only stated for this run is not in the database.
    world.signal?.throwIfAborted();
  }
  return reconciliationPage(result, {
    format: 'md',
    again: (command, isDated) => world.again(command, isDated ? period : ''),
  });
}
