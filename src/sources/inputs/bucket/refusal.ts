import { EXIT, type ExitCode, FlaretallyError } from '../../../errors.ts';
import type { BucketAccess } from './credentials.ts';
import { Passing } from './persist.ts';
import { childText, parseXml } from './xml.ts';

/** A request to a bucket, in words. */
export interface Wish {
  access: BucketAccess;
  bucket: string;
  action: 'list' | 'read';
  /** `r2://bucket/key` */
  says: string;
}

/** The error for an invalid answer. */
export interface Refused {
  status: number;
  headers: Headers;
  body: string;
}

/** Error codes of invalid credentials. */
const KEY_CODES = [
  'Unauthorized',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'InvalidToken',
  'TokenRefreshRequired',
];
const REGION_CODES = [
  'PermanentRedirect',
  'TemporaryRedirect',
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
  'InvalidRegionName',
];
const NOT_IMPLEMENTED = 501;
const BUSY_CODES = ['SlowDown', 'RequestTimeout', 'InternalError', 'TooManyRequests'];

/**
 * The error to throw for an unsuccessful response. The server's text is not passed on, because it
 * may quote the key id and the signed request. See
 * https://developers.cloudflare.com/r2/api/error-codes/
 */
export function refusalOf(wish: Wish, refused: Refused, askedMs?: number): Error {
  const { status } = refused;
  const { code, region, message } = wordsOf(refused);
  const why = `the bucket answered ${[status, code].filter(Boolean).join(' ')}`;
  const end = (name: string, what: string, fix: string, exit: ExitCode = EXIT.failed) =>
    new FlaretallyError({ code: name, what, why, fix, exit });
  const isBadId = code === 'InvalidArgument' && /credential/i.test(message);
  if (code === 'RequestTimeTooSkewed') {
    return end('E_BUCKET_CLOCK', clockSays(refused), 'correct the clock of this machine');
  }
  if (REGION_CODES.includes(code) || (status >= 300 && status < 400)) {
    return end('E_BUCKET_REGION', ...regionSays(wish, region), EXIT.usage);
  }
  if (isBadId || KEY_CODES.includes(code) || status === 401) {
    return end('E_BUCKET_KEY', ...keySays(wish), EXIT.unauthorised);
  }
  if (status === 403) return end('E_BUCKET_ACCESS', ...accessSays(wish), EXIT.unauthorised);
  if (code === 'NoSuchBucket' || (status === 404 && wish.action === 'list')) {
    return end('E_BUCKET_MISSING', ...bucketSays(wish), EXIT.usage);
  }
  if (status === 404 || status === 412) return changed(wish.says, status);
  const isBusy = [408, 429].includes(status) || (status >= 500 && status !== NOT_IMPLEMENTED);
  if (isBusy || BUSY_CODES.includes(code)) return new Passing(why, askedMs);
  return end(
    'E_BUCKET_ANSWER',
    `${wish.says} could not be ${wish.action === 'list' ? 'listed' : 'read'}`,
    'is the endpoint that of an S3-compatible bucket? check AWS_ENDPOINT_URL',
  );
}

/** The code, region and message of an XML error; none for other bodies, such as a proxy's page. */
function wordsOf({ headers, body }: Refused): { code: string; region?: string; message: string } {
  const header = headers.get('x-amz-bucket-region');
  try {
    const root = parseXml(body);
    const isError = root.name === 'Error';
    const code = isError ? (childText(root, 'Code') ?? '') : '';
    const region = header ?? (isError ? childText(root, 'Region') : undefined);
    return {
      code: /^\w{1,60}$/.test(code) ? code : '',
      message: isError ? (childText(root, 'Message') ?? '') : '',
      ...(region !== undefined && /^[\w-]{1,40}$/.test(region) ? { region } : {}),
    };
  } catch {
    return { code: '', message: '', ...(header ? { region: header } : {}) };
  }
}

type Says = [what: string, fix: string];

function clockSays({ headers }: Refused): string {
  const server = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(server)) return 'the clock of this machine is too wrong for the bucket';
  const minutes = Math.round((Date.now() - server) / 60_000);
  const way = minutes < 0 ? 'behind' : 'ahead of';
  return `the clock of this machine is ${Math.abs(minutes)} min ${way} the bucket's`;
}

function regionSays({ bucket, access }: Wish, region: string | undefined): Says {
  const where = region === undefined ? 'another region' : `the region ${region}`;
  return [
    `the bucket ${bucket} is in ${where}, not in ${access.region}`,
    access.scheme === 'r2'
      ? `set AWS_ENDPOINT_URL to its endpoint, or write s3://${bucket} where it is not in R2`
      : `set AWS_REGION=${region ?? 'REGION'}, and no AWS_ENDPOINT_URL of another region`,
  ];
}

function keySays({ access }: Wish): Says {
  return [
    'the bucket does not accept the access key',
    access.scheme === 'r2'
      ? 'check both keys of the R2 API token: the access key id has 32 characters, the secret 64'
      : 'check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, of a temporary key, AWS_SESSION_TOKEN',
  ];
}

function accessSays({ access, bucket, action, says }: Wish): Says {
  const needs = action === 'list' ? 's3:ListBucket' : 's3:GetObject';
  return [
    `the access key has no permission to ${action} ${says}`,
    access.scheme === 'r2'
      ? `give the R2 API token Object Read for the bucket ${bucket}`
      : `allow it ${needs} for the bucket ${bucket}`,
  ];
}

function bucketSays({ bucket, access }: Wish): Says {
  return [
    `there is no bucket ${bucket} at ${access.endpoint.host}`,
    access.scheme === 'r2'
      ? 'check its name and CLOUDFLARE_ACCOUNT_ID; a bucket of a jurisdiction has its own endpoint'
      : 'check its name, AWS_REGION and AWS_ENDPOINT_URL',
  ];
}

/** The error for an object that has changed since it was listed. */
export function changed(says: string, status: number): FlaretallyError {
  return new FlaretallyError({
    code: 'E_BUCKET_CHANGED',
    what: `${says} was ${status === 404 ? 'deleted' : 'overwritten'} after it was listed`,
    fix: 'run the same command again: it keeps fetched objects and lists the others again',
    exit: EXIT.failed,
  });
}
