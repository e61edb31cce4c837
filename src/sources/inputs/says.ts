/** For the help of `load`: what its paths may be besides files and folders. */
export const PATHS_SAY =
  'A path may also be a pattern in quotes, - for standard input, or an address in a bucket: ' +
  'r2://BUCKET/PATH, s3://BUCKET/PATH, where PATH is a key, a folder of keys or a pattern. ' +
  'Buckets are opened by R2_ACCESS_KEY_ID and R2_SECRET_ACCESS_KEY (an R2 API token with Object ' +
  'Read), or by AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION and ' +
  'AWS_ENDPOINT_URL. If it is interrupted, the same command continues where it stopped.';
