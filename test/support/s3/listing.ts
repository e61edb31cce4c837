// The XML that an S3-compatible store answers with.
import type { Problem } from './sigv4.ts';

export interface Listed {
  key: string;
  etag: string;
  bytes: number;
}

export interface ListWish {
  bucket: string;
  query: URLSearchParams;
  pageSize: number;
  /** Whether keys are url-encoded when asked for. */
  isEncoding: boolean;
}

/** One page of ListObjectsV2; keys are sorted by their bytes. */
export function listing(all: readonly Listed[], { bucket, query, pageSize, isEncoding }: ListWish) {
  const prefix = query.get('prefix') ?? '';
  const after = afterOf(query.get('continuation-token'));
  const isEncoded = isEncoding && query.get('encoding-type') === 'url';
  const most = Math.min(pageSize, Number(query.get('max-keys') ?? 1000));
  const left = [...all]
    .filter(({ key }) => key.startsWith(prefix))
    .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)))
    .filter(({ key }) => Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0);
  const page = left.slice(0, most);
  const last = page.at(-1)?.key ?? '';
  // Real tokens have all of `+`, `/` and `=`.
  const next = left.length > most ? `+/${Buffer.from(last).toString('base64')}=` : undefined;
  const show = (key: string) => escaped(isEncoded ? formEncoded(key) : key);
  const contents = page.map(
    ({ key, etag, bytes }) =>
      `<Contents><Key>${show(key)}</Key><LastModified>2026-10-04T00:00:00.000Z</LastModified>` +
      `<ETag>&quot;${etag}&quot;</ETag><Size>${bytes}</Size>` +
      '<StorageClass>STANDARD</StorageClass></Contents>',
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
    `<Name>${bucket}</Name><Prefix>${show(prefix)}</Prefix><KeyCount>${page.length}</KeyCount>` +
    `<MaxKeys>${most}</MaxKeys>${isEncoded ? '<EncodingType>url</EncodingType>' : ''}` +
    `<IsTruncated>${next !== undefined}</IsTruncated>` +
    `${next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`}` +
    `${contents.join('')}</ListBucketResult>`
  );
}

export function problemXml({ code, message, more = {} }: Problem): string {
  const rest = Object.entries(more).map(([name, text]) => `<${name}>${escaped(text)}</${name}>`);
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<Error><Code>${code}</Code><Message>${escaped(message)}</Message>${rest.join('')}</Error>`
  );
}

function afterOf(token: string | null): string {
  if (token === null) return '';
  if (!/^\+\/[^+]*=$/.test(token)) throw new Error(`no token of ours: ${token}`);
  return Buffer.from(token.slice(2, -1), 'base64').toString('utf8');
}

function formEncoded(key: string): string {
  return encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
