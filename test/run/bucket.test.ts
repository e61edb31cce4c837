// @module-tag journey
// Logs in a bucket: each night lists them, and fetches only objects that no run has loaded.
import { expect, test } from 'vitest';
import { ACCOUNT, logFile, onStage } from '../bucket/stage.ts';
import { BUCKET, stored } from '../support/s3/index.ts';

const key = (day: string) => `workers/${day}/${day}T120000Z_${day}T120500Z_ab12.log.gz`;
const objects = {
  [key('20261004')]: logFile('2026-10-04', 5),
  [key('20261005')]: logFile('2026-10-05', 6),
};

test('an object is fetched once, and again only when it has changed', async () => {
  const stage = await onStage({ objects });
  const argv = ['run', '--skip', 'pull', '--skip', 'check', '--account', ACCOUNT];
  const night = async () => {
    const before = stage.bucket.requests.length;
    const ran = await stage.cli([...argv, '--logs', `r2://${BUCKET}/workers/{DATE}`], {
      env: { FLARETALLY_NOW: '2026-10-08T06:00:00Z' },
    });
    const fetched = stage.bucket.requests.slice(before).filter(({ kind }) => kind === 'get');
    return { ...ran, fetched: fetched.length };
  };
  const first = await night();
  expect(first.err).toContain('2 new file(s)');
  expect(first.fetched).toBe(2);
  const second = await night();
  expect(second.err).toMatch(/load logs, [\d.]+ s: nothing new/);
  expect(second.fetched).toBe(0);
  stage.bucket.objects.set(key('20261005'), stored(logFile('2026-10-05', 7)));
  stage.bucket.objects.set(key('20261006'), stored(logFile('2026-10-06', 2)));
  const third = await night();
  expect(third.fetched).toBe(2);
  expect(third.err).toContain('2 new file(s)');
});
