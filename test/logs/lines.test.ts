// How many lines events wrote, each once, and that a job without lines does not say "none".
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { temporary } from '../support/temp.ts';
import { LogDatabase, logpush, ndjson, START, trace } from './log-database.ts';

let database: LogDatabase;
beforeAll(async () => {
  database = await LogDatabase.open();
});
afterAll(() => database.close());

const counted = () =>
  database.rows(`select script, sum(events)::varchar as events, case when count(log_lines) = count(*)
    then sum(log_lines)::varchar end as lines from staging.log_hours group by script order by script`);

test('lines of Logpush and of a Tail Worker count once, and go with their file', async () => {
  const folder = temporary(onTestFinished);
  const talks = (script: string, lines: number, at = 0) => ({
    at: START + at,
    script,
    ray: `${at}`,
    logs: Array.from({ length: lines }, (_, i) => ['said', i]),
  });
  const pushed = [talks('a', 2, 1), talks('a', 0, 2), talks('b', 3, 3)].map(logpush);
  const first = ndjson(folder, 'first.log', pushed);
  const again = ndjson(folder, 'again.log', [...pushed.slice(1), logpush(talks('a', 4, 4))]);
  const tailed = ndjson(folder, 'tail.ndjson', [talks('t', 5, 5), talks('t', 1, 6)].map(trace));
  await database.load([first]);
  const [digest = ''] = await database.load([again]);
  await database.load([tailed]);
  expect(await counted()).toEqual([
    { script: 'a', events: '3', lines: '6' },
    { script: 'b', events: '1', lines: '3' },
    { script: 't', events: '2', lines: '6' },
  ]);
  await database.undo(digest);
  expect((await counted())[0]).toEqual({ script: 'a', events: '2', lines: '2' });

  const { Logs, ...bare } = logpush(talks('c', 1, 7));
  expect(Logs).toHaveLength(1);
  await database.load([ndjson(folder, 'bare.log', [bare])]);
  expect((await counted())[2]).toEqual({ script: 'c', events: '1', lines: null });
});
