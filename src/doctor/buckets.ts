import type { Config } from '../config/read.ts';
import { probeBucket } from '../sources/inputs/bucket/probe.ts';
import { isBucketUrl } from '../sources/inputs/bucket/url.ts';
import { failed, type Line, ok } from './line.ts';

/** A line for each address of a bucket in the configuration: whether it can be listed. */
export async function bucketLines(
  { settings }: Config,
  options: Parameters<typeof probeBucket>[1],
): Promise<Line[]> {
  const addresses = [...(settings.logs ?? []), ...(settings.invoices ?? [])].filter(isBucketUrl);
  const lines: Line[] = [];
  for (const address of new Set(addresses)) {
    try {
      const hasAny = await probeBucket(address, options);
      const says = hasAny ? 'can be listed' : 'can be listed, and has nothing yet';
      lines.push(ok('bucket', `${address} ${says}`));
    } catch (error) {
      const { isDenied: _, ...line } = failed('bucket', error);
      lines.push(line);
    }
  }
  return lines;
}
