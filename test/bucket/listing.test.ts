import { expect, test } from 'vitest';
import { encodedKey } from '../../src/sources/inputs/bucket/url.ts';
import { BUCKET } from '../support/s3/index.ts';
import { runs } from '../support/tier.ts';
import { onStage } from './stage.ts';

/** Keys that break a signer, a URL, an XML or a file name. */
const ODD = [
  'a b.log',
  'a+b.log',
  'a%2Bb.log',
  '100%.log',
  'ünï/日本語.log',
  '😀.log',
  'quo\'te"s.log',
  'amp&lt;<x>.log',
  'tab\there.log',
  'semi;colon=equals?q#h.log',
  '(paren)!*~.log',
  '/leading//double.log',
  'back\\slash.log',
  ` ${'long'.repeat(60)}.log`,
  'twin/x.log',
  'twin_x.log',
];

/** As large as pages of S3 are in a soak. */
const PAGE = runs(100, 1000);
const OBJECTS = 2.5 * PAGE;

test(`${OBJECTS} objects over pages of ${PAGE} come whole, once and in order`, {
  timeout: 60_000,
}, async () => {
  const name = (i: number) => `workers/20261004/${String(i).padStart(5, '0')}.log`;
  const objects = Object.fromEntries(
    Array.from({ length: OBJECTS }, (_, i) => [name(i), `line ${i}`]),
  );
  const stage = await onStage({ objects, pageSize: PAGE });
  const files = await stage.fetch([`r2://${BUCKET}/workers`]);
  expect(files).toEqual(
    Object.entries(objects).map(([key, body]) => ({ says: `r2://${BUCKET}/${key}`, body })),
  );
  const lists = stage.bucket.requests.filter(({ kind }) => kind === 'list');
  expect(lists).toHaveLength(3);
  expect(lists.map(({ query }) => query.has('continuation-token'))).toEqual([false, true, true]);
  expect(stage.bucket.requests).toHaveLength(OBJECTS + 3);
});

test('eight objects are fetched at a time', async () => {
  const objects = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.log`, `${i}`]));
  const stage = await onStage({ objects, delayMs: 20 });
  expect(await stage.fetch([`r2://${BUCKET}`])).toHaveLength(40);
  expect(stage.bucket.most()).toBe(8);
});

test.each([true, false])(
  'odd keys come as they are; encoded in the listing: %s',
  async (isEncoding) => {
    const keys = isEncoding ? ODD : ODD.filter((key) => !key.includes('\t'));
    const objects = Object.fromEntries(keys.map((key) => [key, `content of ${key}`]));
    const stage = await onStage({ objects, isEncoding, pageSize: 3 });
    const files = await stage.fetch([`r2://${BUCKET}`]);
    const expected = keys.map((key) => ({
      says: `r2://${BUCKET}/${key}`,
      body: Buffer.from(`content of ${key}`).toString('latin1'),
    }));
    const bySays = (a: { says: string }, b: { says: string }) => (a.says < b.says ? -1 : 1);
    expect(files.sort(bySays)).toEqual(expected.sort(bySays));
  },
);

test('each odd key can be named itself, its signs of patterns escaped', async () => {
  const objects = Object.fromEntries(ODD.map((key) => [key, `content of ${key}`]));
  const stage = await onStage({ objects });
  for (const key of ODD) {
    const typed = `r2://${BUCKET}/${key.replace(/[\\*?[{]/g, '\\$&')}`;
    const files = await stage.fetch([typed]);
    expect(files.map(({ says }) => says)).toEqual([`r2://${BUCKET}/${key}`]);
  }
});

test('a key with a part of dots is refused, not read as another key', async () => {
  const stage = await onStage({ objects: { 'a/../b.log': 'x', 'b.log': 'y' } });
  await expect(stage.fetch([`r2://${BUCKET}/a`])).rejects.toMatchObject({
    code: 'E_BUCKET_OBJECT',
    message: expect.stringContaining('a/../b.log'),
  });
});

test('a path is a key or a folder, a pattern is a pattern', async () => {
  const keys = [
    'log',
    'logs',
    'logs/a.gz',
    'logs/b/c.gz',
    'logs/b/d.txt',
    'logs-old/a.gz',
    'logs/',
  ];
  const stage = await onStage({
    objects: Object.fromEntries(keys.map((key) => [key, key.endsWith('/') ? '' : key])),
  });
  const keysAt = async (path: string) =>
    (await stage.fetch([`r2://${BUCKET}${path}`])).map(({ body }) => body);
  expect(await keysAt('/log')).toEqual(['log']);
  expect(await keysAt('/logs')).toEqual(['logs/a.gz', 'logs/b/c.gz', 'logs/b/d.txt']);
  expect(await keysAt('/logs/')).toEqual(['logs/a.gz', 'logs/b/c.gz', 'logs/b/d.txt']);
  expect(await keysAt('/logs*/*.gz')).toEqual(['logs-old/a.gz', 'logs/a.gz']);
  expect(await keysAt('/logs/**/*.gz')).toEqual(['logs/a.gz', 'logs/b/c.gz']);
  expect(await keysAt('/{log,logs/b/d.txt}')).toEqual(['log', 'logs/b/d.txt']);
  expect(await keysAt('/nothing')).toEqual([]);
  expect(await keysAt('')).toHaveLength(6);
});

test('a listing that goes in a circle ends', async () => {
  const page =
    '<ListBucketResult><KeyCount>1</KeyCount><IsTruncated>true</IsTruncated>' +
    '<NextContinuationToken>t</NextContinuationToken>' +
    '<Contents><Key>a</Key><Size>1</Size></Contents></ListBucketResult>';
  const stage = await onStage({ fault: () => ({ kind: 'body', text: page }) });
  await expect(stage.fetch([`r2://${BUCKET}`])).rejects.toMatchObject({ code: 'E_BUCKET_ANSWER' });
  expect(stage.bucket.requests).toHaveLength(2);
});

test.each([
  ['cut off', '<ListBucketResult><KeyCount>1</KeyCount><Contents><Key>a'],
  ['with fewer keys than it says', listOf('<KeyCount>2</KeyCount>')],
  ['of a proxy', '<html><body>Sign in<br></body></html>'],
  ['that does not say whether it ends', '<ListBucketResult></ListBucketResult>'],
  [
    'truncated, without a token',
    '<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>',
  ],
  ['with a key of broken encoding', listOf('<EncodingType>url</EncodingType>', '%zz')],
  ['with a size that is none', listOf('', 'a', '-1')],
])('a page %s is asked again, and never taken for a short bucket', async (_, text) => {
  const objects = { 'a.log': 'a', 'b.log': 'b' };
  const once = await onStage({
    objects,
    fault: (n) => (n === 1 ? { kind: 'body', text } : undefined),
  });
  expect(await once.fetch([`r2://${BUCKET}`])).toHaveLength(2);
  const always = await onStage({ objects, fault: () => ({ kind: 'body', text }) });
  await expect(always.fetch([`r2://${BUCKET}`])).rejects.toMatchObject({
    code: 'E_BUCKET_GAVE_UP',
    why: expect.stringContaining('the listing is incomplete'),
  });
  expect(always.bucket.requests).toHaveLength(8);
});

function listOf(head: string, key = 'a', size = '1'): string {
  const one = `<Contents><Key>${key}</Key><Size>${size}</Size></Contents>`;
  return `<ListBucketResult><IsTruncated>false</IsTruncated>${head}${one}</ListBucketResult>`;
}

test('a key keeps its slashes in an address and nothing else', () => {
  expect(encodedKey("a b/c+d/é'(!)*~.-_")).toBe('a%20b/c%2Bd/%C3%A9%27%28%21%29%2A~.-_');
});
