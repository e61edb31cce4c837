import { EXIT, FlaretallyError } from '../../../errors.ts';
import type { BucketClient } from './client.ts';
import { Passing } from './persist.ts';
import { childText, type Element, parseXml } from './xml.ts';

/** An object as the listing of a bucket describes it. */
export interface StoredObject {
  key: string;
  /** Without quotes. Some stores leave it empty. */
  etag: string;
  bytes: number;
  modifiedAt: string;
}

/**
 * Objects whose key begins with `prefix`, each once, without placeholders for folders. With
 * `isOne`, only the first of the first page. See
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 * @throws FlaretallyError E_BUCKET_ACCESS, E_BUCKET_MISSING, E_BUCKET_ANSWER ...
 */
export async function listObjects(
  client: BucketClient,
  prefix: string,
  isOne = false,
): Promise<StoredObject[]> {
  const says = client.says(prefix);
  const found = new Map<string, StoredObject>();
  let token: string | undefined;
  do {
    const query = {
      'encoding-type': 'url',
      'list-type': '2',
      prefix,
      ...(isOne ? { 'max-keys': '1' } : {}),
      ...(token === undefined ? {} : { 'continuation-token': token }),
    };
    const page = await client.persist(says, async () => pageOf(await client.ask(query, says)));
    const before = found.size;
    for (const object of page.objects) found.set(object.key, object);
    if (page.next !== undefined && found.size === before) throw circle(says);
    token = page.next;
  } while (token !== undefined && !isOne);
  return [...found.values()].filter(({ key, bytes }) => !(key.endsWith('/') && bytes === 0));
}

interface Page {
  objects: StoredObject[];
  /** Token of the next page; undefined on the last. */
  next: string | undefined;
}

/** A truncated or invalid page may arrive whole in the next attempt. */
function pageOf(text: string): Page {
  try {
    const root = parseXml(text);
    if (root.name !== 'ListBucketResult') throw new SyntaxError(`it is a <${root.name}>`);
    const isEncoded = childText(root, 'EncodingType') === 'url';
    const contents = root.children.filter(({ name }) => name === 'Contents');
    const objects = contents.map((one) => objectOf(one, isEncoded));
    const count = childText(root, 'KeyCount');
    if (count !== undefined && Number(count) !== objects.length) {
      throw new SyntaxError(`it has ${objects.length} keys and says ${count}`);
    }
    const isLast = needed(root, 'IsTruncated') === 'false';
    return { objects, next: isLast ? undefined : needed(root, 'NextContinuationToken') };
  } catch (error) {
    throw new Passing(`the listing is incomplete: ${(error as Error).message}`);
  }
}

function objectOf(contents: Element, isEncoded: boolean): StoredObject {
  const key = needed(contents, 'Key');
  const size = needed(contents, 'Size');
  if (!/^\d{1,15}$/.test(size)) throw new SyntaxError(`"${size}" is no size`);
  return {
    // A plus is a space here, as in encoded forms.
    key: isEncoded ? decodeURIComponent(key.replaceAll('+', ' ')) : key,
    etag: (childText(contents, 'ETag') ?? '').replace(/^"|"$/g, ''),
    bytes: Number(size),
    modifiedAt: childText(contents, 'LastModified') ?? '',
  };
}

function needed(element: Element, name: string): string {
  const text = childText(element, name);
  if (text !== undefined && text !== '') return text;
  throw new SyntaxError(`<${element.name}> has no ${name}`);
}

function circle(says: string): FlaretallyError {
  return new FlaretallyError({
    code: 'E_BUCKET_ANSWER',
    what: `the listing of ${says} never ends`,
    why: 'a page has no new key but names a next page',
    fix: 'is the endpoint that of an S3-compatible bucket? check AWS_ENDPOINT_URL',
    exit: EXIT.failed,
  });
}
