import { existsSync } from 'node:fs';
import { post } from '../notify/post.ts';
import { slackBody } from '../notify/slack.ts';
import { webhookBody } from '../notify/webhook.ts';
import { type Before, before, resultBefore } from '../ops/read-runs.ts';
import type { NoticeRecord, ResultRecord } from '../ops/run-record.ts';
import { openPublished } from '../store/readable.ts';
import { redact } from '../words/redact.ts';
import { isDue } from './due.ts';
import { keyOf, noticeOf } from './notice-of.ts';
import { fileChannels } from './notify-files.ts';
import type { RunState, Step, StepEnd } from './world.ts';

/** Tells people and programs. A channel that fails never fails the run: the next tries again. */
export function notifyStep(state: RunState): Step {
  return { name: 'notify', run: () => notify(state) };
}

async function notify(state: RunState): Promise<StepEnd> {
  const { plan, world } = state;
  const { last, results } = await earlierOf(state);
  const notice = noticeOf(state, results);
  const { slack, webhook, on } = plan.notify;
  const pairs = state.found.map(({ record }) => ({
    now: record,
    earlier: results.get(keyOf(record)),
  }));
  const isNews = state.ahead.some((one) => one.isNews);
  const send = async (channel: string, variable: string | undefined, body: object) => {
    if (variable === undefined) return;
    const question = { on, channel, exit: notice.exit, before: last, isNews, results: pairs };
    if (!isDue(question)) return told({ channel, outcome: 'unchanged', says: 'nothing changed' });
    const url = world.env[variable];
    const why = url
      ? await post(url, clean(body), { signal: world.signal })
      : `the environment variable ${variable} is not set`;
    if (why === undefined) return told({ channel, outcome: 'sent', says: notice.says });
    told({ channel, outcome: 'failed', says: `${why}; the next run tries again` });
  };
  const told = (one: NoticeRecord) => {
    state.notices.push(one);
    if (one.outcome === 'failed') world.tell({ kind: 'note', says: `${one.channel}: ${one.says}` });
  };
  /** Removes secrets, which the message of a failed step may quote. */
  const clean = <T extends object>(body: T): T => {
    const names = [slack, webhook, ...plan.accounts.map(({ token }) => token)];
    const known = names.filter((name) => name !== undefined);
    return JSON.parse(redact(JSON.stringify(body), world.env, known)) as T;
  };
  await send('slack', slack, slackBody(notice));
  await send('webhook', webhook, webhookBody(notice));
  for (const one of await fileChannels(state, notice)) told(one);
  return { says: saysOf(state.notices) };
}

function saysOf(notices: readonly NoticeRecord[]): string {
  if (notices.length === 0) return 'nobody is to be told';
  return notices.map(({ channel, outcome }) => `${channel} ${outcome}`).join(', ');
}

/** What earlier runs found and told. */
async function earlierOf({ plan, found }: RunState) {
  const results = new Map<string, ResultRecord>();
  const none: Before = { exit: null, notices: new Map() };
  if (!existsSync(plan.db)) return { last: none, results };
  const db = await openPublished(plan.db);
  try {
    for (const { record } of found) {
      const earlier = await resultBefore(db, record);
      if (earlier) results.set(keyOf(record), earlier);
    }
    return { last: await before(db), results };
  } finally {
    db.close();
  }
}
