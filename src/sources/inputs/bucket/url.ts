import { usageError } from '../../../errors.ts';

export type Scheme = 'r2' | 's3';

/** A place in a bucket as a person writes it: `r2://bucket/path`. */
export interface BucketUrl {
  scheme: Scheme;
  bucket: string;
  /** A key, a folder of keys, or a pattern, as it is in the bucket: nothing is decoded. */
  path: string;
  /** The whole URL, for messages. */
  says: string;
}

/** Letters, digits, dots and dashes; old buckets may have underscores. */
const BUCKET = /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/i;

export function isBucketUrl(path: string): boolean {
  return /^(r2|s3):\/\//i.test(path);
}

/** @throws FlaretallyError E_BUCKET_URL; what looks like a secret in it is not repeated */
export function parseBucketUrl(text: string): BucketUrl {
  const [, word = '', bucket = '', path = ''] = /^(\w+):\/\/([^/]*)\/?(.*)$/s.exec(text) ?? [];
  const scheme = word.toLowerCase() as Scheme;
  const keys = scheme === 'r2' ? 'R2' : 'AWS';
  if (/[@:]/.test(bucket)) {
    throw usageError(
      'E_BUCKET_URL',
      `an ${scheme}:// address must not hold a key or secret`,
      `set them as ${keys}_ACCESS_KEY_ID and ${keys}_SECRET_ACCESS_KEY`,
    );
  }
  if (!BUCKET.test(bucket)) {
    throw usageError(
      'E_BUCKET_URL',
      `${text} names no bucket`,
      `write ${scheme}://BUCKET/PATH; a bucket name has letters, digits, dots and dashes`,
    );
  }
  return { scheme, bucket, path, says: `${scheme}://${bucket}/${path}` };
}

/** Encodes text for a URL by RFC 3986. The signed and the sent URL must be equal to the byte. */
export function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Encodes a key for a path; its slashes stay. */
export function encodedKey(key: string): string {
  return key.split('/').map(encoded).join('/');
}
