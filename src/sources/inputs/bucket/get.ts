import type { IncomingMessage } from 'node:http';
import { FlaretallyError } from '../../../errors.ts';
import { type BucketClient, broken } from './client.ts';
import type { StoredObject } from './list.ts';
import { PartFile, settle } from './part.ts';
import { Passing } from './persist.ts';
import { changed } from './refusal.ts';
import type { Spool } from './spool.ts';

type Encoding = 'identity' | 'gzip';

/** The response does not have the bytes that are stored. */
class OtherBytes extends Error {}

/**
 * Fetches an object into the spool: into a part file, continued from its end, which is renamed when
 * complete. A response counts only if it has the size from the listing.
 * @param onBytes receives the number of new bytes, negative when a part is started again
 */
export async function getObject(
  client: BucketClient,
  spool: Spool,
  object: StoredObject,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const part = await PartFile.open(spool.partOf(object), onBytes);
  // Cloudflare unpacks objects stored with `Content-Encoding: gzip` for clients that do not ask for
  // gzip, and packs others for clients that do. The length shows which happened.
  let encoding: Encoding = 'identity';
  try {
    await client.persist(client.says(object.key), async () => {
      if (part.at > object.bytes) await part.reset();
      if (part.at === object.bytes) return;
      try {
        await attempt(client, part, object, encoding);
      } catch (error) {
        if (!(error instanceof OtherBytes)) throw error;
        encoding = encoding === 'identity' ? 'gzip' : 'identity';
        await part.reset();
        throw new Passing(error.message);
      }
    });
  } finally {
    await part.close();
  }
  await settle(spool.partOf(object), spool.pathOf(object), object.bytes);
  await spool.dropOthers(object);
}

async function attempt(
  client: BucketClient,
  part: PartFile,
  object: StoredObject,
  encoding: Encoding,
): Promise<void> {
  const from = part.at;
  const response = await client.open(object.key, {
    signed: object.etag ? { 'if-match': `"${object.etag}"` } : {},
    plain: {
      'accept-encoding': encoding,
      ...(from > 0 ? { range: `bytes=${from}-` } : {}),
    },
  });
  try {
    requireStored(response, object, from, client.says(object.key));
    if (response.statusCode === 200 && from > 0) await part.reset();
    for await (const chunk of response as AsyncIterable<Buffer>) await part.append(chunk);
  } catch (error) {
    response.destroy();
    if (error instanceof OtherBytes || error instanceof FlaretallyError) throw error;
    throw new Passing(broken(error).message, undefined, part.at > from);
  }
  if (part.at !== object.bytes) throw new OtherBytes(`it came with ${part.at} bytes`);
}

/** @throws OtherBytes, FlaretallyError E_BUCKET_CHANGED */
function requireStored(
  { statusCode, headers }: IncomingMessage,
  { etag, bytes }: StoredObject,
  from: number,
  says: string,
): void {
  const own = headers.etag?.replace(/^W\//, '').replace(/^"|"$/g, '');
  if (statusCode !== 416 && own && etag && own !== etag) throw changed(says, 412);
  const range = `bytes ${from}-${bytes - 1}/${bytes}`;
  if (statusCode === 206 && headers['content-range'] === range) return;
  if (statusCode === 200 && headers['content-length'] === String(bytes)) return;
  const length = headers['content-range'] ?? headers['content-length'] ?? 'an unknown number of';
  throw new OtherBytes(`it came with ${length} bytes, not ${bytes}`);
}
