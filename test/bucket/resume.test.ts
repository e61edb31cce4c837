import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { PartFile } from '../../src/sources/inputs/bucket/part.ts';
import { BUCKET, type Fault, type Seen, stored } from '../support/s3/index.ts';
import { runs, seeded } from '../support/tier.ts';
import { HASTE, namesBelow, onStage } from './stage.ts';

const ADDRESS = `r2://${BUCKET}/20261004`;
const ONE = { ...HASTE, attempts: 1 };

/** Where the wanted range begins. */
const startOf = ({ range }: Seen) => Number(/\d+/.exec(range ?? 'bytes=0-')?.[0]);

/** Six objects of many sizes, in three pages. */
const objects = Object.fromEntries(
  [0, 1, 10, 3_000, 70_000, 300_000].map((bytes, i) => [
    `20261004/${i}.log.gz`,
    Buffer.from(Array.from({ length: bytes }, (_, n) => (n * 7 + i) % 251)),
  ]),
);
const stub = { objects, pageSize: 2 };
const whole = Object.entries(objects).map(([key, body]) => ({
  says: `r2://${BUCKET}/${key}`,
  body: body.toString('latin1'),
}));

const drop = (after: number): Fault => ({ kind: 'drop', after });
const busy = (status: number, headers = {}): Fault => ({
  kind: 'status',
  status,
  code: status === 503 ? 'SlowDown' : 'InternalError',
  message: 'Please reduce your request rate.',
  headers,
});

test('the connection ends at every request in turn, at any byte: the same bytes come', {
  tags: 'journey',
}, async () => {
  const quiet = await onStage(stub);
  expect(await quiet.fetch([ADDRESS])).toEqual(whole);
  const count = quiet.bucket.requests.length;
  expect(count).toBe(8);
  for (let at = 1; at <= count; at++) {
    for (const after of [0, 1, 2_000]) {
      const fault = (n: number) => (n === at ? drop(after) : undefined);
      const stage = await onStage({ ...stub, fault });
      expect(await stage.fetch([ADDRESS], { concurrency: 1 })).toEqual(whole);
    }
  }
});

test('without patience the second run ends the same and asks only for what is missing', async () => {
  for (let at = 1; at <= 8; at++) {
    let isOver = false;
    const fault = (n: number) => (n === at && !isOver ? drop(2_000) : undefined);
    const stage = await onStage({ ...stub, fault });
    const wish = { concurrency: 1, patience: ONE };
    const first = await stage.fetch([ADDRESS], wish).catch((error: unknown) => error);
    expect(first).toMatchObject({ code: 'E_BUCKET_GAVE_UP' });
    isOver = true;
    const had = namesBelow(stage.spool).filter((name) => !name.endsWith('.part')).length;
    const before = stage.bucket.requests.length;
    expect(await stage.fetch([ADDRESS], wish)).toEqual(whole);
    const again = stage.bucket.requests.slice(before).filter(({ kind }) => kind === 'get');
    // The empty object is written and not asked for; it counts among those that were had.
    expect(again.length).toBeLessThanOrEqual(6 - Math.max(had, 1));
    expect(namesBelow(stage.spool).filter((name) => name.endsWith('.part'))).toEqual([]);
  }
});

test('a part file is continued by a range, not fetched anew', async () => {
  const fault = (_: number, seen: Seen) =>
    seen.key.endsWith('5.log.gz') && startOf(seen) < 200_000 ? drop(100_000) : undefined;
  const stage = await onStage({ ...stub, fault });
  await stage.fetch([ADDRESS], { concurrency: 1 });
  const asked = stage.bucket.requests.filter(({ key }) => key.endsWith('5.log.gz'));
  const starts = asked.map(startOf);
  expect(starts.length).toBeGreaterThanOrEqual(3);
  // What was under way when the connection broke may be lost; what was written is not.
  expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
  expect(starts.at(-1)).toBeGreaterThanOrEqual(200_000);
});

test('a part of an older version is dropped, and so is its file', async () => {
  const stage = await onStage({ objects: { 'a.log': 'first version' } });
  await stage.fetch([`r2://${BUCKET}`]);
  const [old = ''] = namesBelow(stage.spool);
  stage.bucket.objects.set('a.log', stored('the second version, another length'));
  const fault = stage.fetch([`r2://${BUCKET}`]);
  expect((await fault).map(({ body }) => body)).toEqual(['the second version, another length']);
  expect(namesBelow(stage.spool)).toHaveLength(1);
  expect(namesBelow(stage.spool)).not.toContain(old);
  // The same length, so that only the ETag tells them apart.
  stage.bucket.objects.set('a.log', stored('the 2nd version, another lengthhhh'));
  const parts = join(stage.spool, BUCKET);
  const [name = ''] = readdirSync(parts);
  writeFileSync(join(parts, `.${name}.part`), 'the second ver');
  const [again] = await stage.fetch([`r2://${BUCKET}`]);
  expect(again?.body).toBe('the 2nd version, another lengthhhh');
  expect(namesBelow(stage.spool)).toHaveLength(1);
});

test('what lies in the spool with another length is not taken for whole', async () => {
  const stage = await onStage(stub);
  await stage.fetch([ADDRESS]);
  const names = namesBelow(stage.spool);
  const last = join(stage.spool, names.find((name) => name.endsWith('5.log.gz')) ?? '');
  writeFileSync(last, readFileSync(last).subarray(0, 1000));
  const before = stage.bucket.requests.length;
  expect(await stage.fetch([ADDRESS])).toEqual(whole);
  const again = stage.bucket.requests.slice(before).filter(({ kind }) => kind === 'get');
  expect(again.map(({ key }) => key)).toEqual(['20261004/5.log.gz']);
});

test('a part file that is too long is begun anew', async () => {
  const stage = await onStage({ objects: { 'a.log': 'content' } });
  await stage.fetch([`r2://${BUCKET}`]);
  const [name = ''] = readdirSync(join(stage.spool, BUCKET));
  const other = await onStage({ objects: { 'a.log': 'content' } });
  mkdirSync(join(other.spool, BUCKET), { recursive: true });
  // Of another endpoint the name is another: the part is put where this stage looks.
  await other.fetch([`r2://${BUCKET}`]);
  const [own = ''] = readdirSync(join(other.spool, BUCKET));
  expect(own).not.toBe(name);
  writeFileSync(join(other.spool, BUCKET, `.${own}.part`), 'x'.repeat(100));
  writeFileSync(join(other.spool, BUCKET, own), '');
  expect((await other.fetch([`r2://${BUCKET}`])).map(({ body }) => body)).toEqual(['content']);
  expect(statSync(join(other.spool, BUCKET, own)).size).toBe(7);
});

test.each([
  ['503 SlowDown', busy(503)],
  ['500', busy(500)],
  ['429 with a time to wait', busy(429, { 'retry-after': '0' })],
  ['a body shorter than listed, well ended', { kind: 'short', by: 5 } as const],
  ['a body of another kind', { kind: 'body', text: '<html>hello</html>' } as const],
])('asked again after: %s', async (_, fault) => {
  for (let at = 1; at <= 8; at++) {
    const stage = await onStage({ ...stub, fault: (n) => (n === at ? fault : undefined) });
    expect(await stage.fetch([ADDRESS], { concurrency: 1 })).toEqual(whole);
  }
});

test('patience ends: what is said, what is kept', async () => {
  const fault = (_: number, { key }: Seen) => (key.endsWith('4.log.gz') ? busy(503) : undefined);
  const stage = await onStage({ ...stub, fault });
  const waits: string[] = [];
  const onEvent = (event: { kind: string; why?: string }) =>
    event.kind === 'waiting' && waits.push(event.why ?? '');
  await expect(stage.fetch([ADDRESS], { onEvent, concurrency: 1 })).rejects.toMatchObject({
    code: 'E_BUCKET_GAVE_UP',
    exit: 1,
    message: `r2://${BUCKET}/20261004/4.log.gz could not be fetched in 8 attempt(s)`,
    why: 'the bucket answered 503 SlowDown',
  });
  expect(waits).toHaveLength(7);
  expect(namesBelow(stage.spool).filter((name) => !name.endsWith('.part'))).toHaveLength(4);
});

test('no byte in time is a failure that passes', async () => {
  const stage = await onStage({ ...stub, fault: (n) => (n === 6 ? { kind: 'stall' } : undefined) });
  expect(await stage.fetch([ADDRESS], { timeoutMs: 100, concurrency: 1 })).toEqual(whole);
});

test('a large object over a bad line comes, as long as each attempt brings something', async () => {
  const body = Buffer.alloc(400_000, 'line of a log\n');
  const fault = (_: number, seen: Seen) =>
    seen.kind === 'get' && startOf(seen) < 380_000 ? drop(20_000) : undefined;
  const stage = await onStage({ objects: { 'large.log': body }, fault });
  const [file] = await stage.fetch([`r2://${BUCKET}/large.log`]);
  expect(file?.body).toBe(body.toString('latin1'));
  expect(stage.bucket.requests.length).toBeGreaterThan(12);
});

test('aborted anywhere, the same call goes on', async () => {
  for (let at = 1; at <= 8; at++) {
    const stop = new AbortController();
    const fault = (n: number): Fault | undefined => {
      if (n === at) stop.abort();
      return n === at ? { kind: 'stall' } : undefined;
    };
    const stage = await onStage({ ...stub, fault });
    await expect(stage.fetch([ADDRESS], { signal: stop.signal })).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
      exit: 130,
    });
    expect(await stage.fetch([ADDRESS])).toEqual(whole);
  }
});

test('aborted before it begins, it asks nothing', async () => {
  const stage = await onStage(stub);
  const signal = AbortSignal.abort();
  await expect(stage.fetch([ADDRESS], { signal })).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  expect(stage.bucket.requests).toEqual([]);
});

test('stored packed: the bytes are those of the bucket, at the edge of Cloudflare too', async () => {
  const packed = gzipSync('{"EventTimestampMs":1}\n'.repeat(500));
  for (const isEdge of [false, true]) {
    const stage = await onStage({ objects: { 'a.log.gz': packed, 'b.log': 'plain' }, isEdge });
    stage.bucket.objects.set('a.log.gz', { ...stored(packed), contentEncoding: 'gzip' });
    const [a, b] = await stage.fetch([`r2://${BUCKET}`]);
    expect(a?.body).toBe(packed.toString('latin1'));
    expect(b?.body).toBe('plain');
  }
});

test('written again or deleted after the listing: said, and right the next time', async () => {
  for (const change of ['overwritten', 'deleted']) {
    const fault = (_: number, { kind, key }: Seen) => {
      if (kind === 'list') return undefined;
      if (change === 'deleted') stage.bucket.objects.delete('b.log');
      else if (key === 'b.log') stage.bucket.objects.set('b.log', stored('newer'));
      return undefined;
    };
    const stage = await onStage({ objects: { 'a.log': 'a', 'b.log': 'b' }, fault });
    const wish = { concurrency: 1 };
    await expect(stage.fetch([`r2://${BUCKET}`], wish)).rejects.toMatchObject({
      code: 'E_BUCKET_CHANGED',
      message: `r2://${BUCKET}/b.log was ${change} after it was listed`,
    });
    const files = await stage.fetch([`r2://${BUCKET}`], wish);
    expect(files.map(({ body }) => body)).toEqual(change === 'deleted' ? ['a'] : ['a', 'newer']);
  }
});

test('unpacked on the way and cut off: nothing of it is taken for a part', async () => {
  const packed = gzipSync(Buffer.from(Array.from({ length: 9_000 }, (_, i) => (i * i) % 241)));
  const fault = (n: number, { kind }: Seen) => (kind === 'get' && n < 4 ? drop(500) : undefined);
  const stage = await onStage({ objects: { 'a.log.gz': packed }, isEdge: true, fault });
  stage.bucket.objects.set('a.log.gz', { ...stored(packed), contentEncoding: 'gzip' });
  await expect(stage.fetch([`r2://${BUCKET}`], { patience: ONE })).rejects.toMatchObject({
    why: `it came with an unknown number of bytes, not ${packed.length}`,
  });
  const [part = ''] = namesBelow(stage.spool);
  expect(statSync(join(stage.spool, part)).size).toBe(0);
  const [a] = await stage.fetch([`r2://${BUCKET}`]);
  expect(a?.body).toBe(packed.toString('latin1'));
});

test('a version is asked for by its ETag, and another is refused where that is not heeded', async () => {
  const fault = (_: number, { kind }: Seen) => {
    if (kind === 'get') stage.bucket.objects.set('a.log', stored('newer'));
    return undefined;
  };
  const stage = await onStage({ objects: { 'a.log': 'older' }, isLax: true, fault });
  const { etag } = stored('older');
  await expect(stage.fetch([`r2://${BUCKET}`])).rejects.toMatchObject({ code: 'E_BUCKET_CHANGED' });
  expect(stage.bucket.requests.at(-1)?.ifMatch).toBe(`"${etag}"`);
});

test('after a failure what waits is not begun', async () => {
  const objects = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.log`, `${i}`]));
  const denied: Fault = { kind: 'status', status: 403, code: 'AccessDenied', message: 'no' };
  const fault = (_: number, { kind }: Seen) => (kind === 'get' ? denied : undefined);
  const stage = await onStage({ objects, fault });
  await expect(stage.fetch([`r2://${BUCKET}`])).rejects.toMatchObject({ code: 'E_BUCKET_ACCESS' });
  expect(namesBelow(stage.spool).length).toBeLessThanOrEqual(8);
  expect(stage.bucket.requests.length).toBeLessThanOrEqual(9);
});

test.runIf(existsSync('/dev/full'))('a full disk is said, and where', async () => {
  const part = await PartFile.open('/dev/full', () => {});
  onTestFinished(() => part.close());
  await expect(part.append(Buffer.from('x'))).rejects.toMatchObject({
    code: 'E_DISK_FULL',
    message: 'the disk is full: /dev/full cannot be written',
    exit: 1,
  });
});

test('a spool that cannot be written is said', async () => {
  const stage = await onStage(stub);
  writeFileSync(stage.spool, 'a file where the folder should be');
  await expect(stage.fetch([ADDRESS])).rejects.toMatchObject({ code: 'E_SPOOL', exit: 1 });
});

test('any faults in any order, within patience: the same bytes', async () => {
  const faults = fc.array(
    fc.option(
      fc.oneof(
        fc.nat(80_000).map(drop),
        fc.constantFrom(busy(503), busy(500)),
        fc.integer({ min: 1, max: 50 }).map((by): Fault => ({ kind: 'short', by })),
      ),
      { nil: undefined },
    ),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(faults, fc.integer({ min: 1, max: 8 }), async (list, concurrency) => {
      const stage = await onStage({ ...stub, fault: (n) => list[n - 1] });
      const wish = { concurrency, patience: { ...HASTE, attempts: 14 } };
      expect(await stage.fetch([ADDRESS], wish)).toEqual(whole);
    }),
    { numRuns: runs(8, 25), seed: seeded(20_261_004) },
  );
});
