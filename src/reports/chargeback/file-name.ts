import { createHash } from 'node:crypto';

const SLUG = 40;

/** Names that `fileNameOf` gives, with the endings of a tenant's files, and the index. */
export const OUR_FILES = /^(index\.html|[a-z0-9-]+-[0-9a-f]{12}\.(html|csv))$/;

/**
 * A name for a tenant's files, without an ending: readable, and safe wherever it is unpacked. The
 * digest keeps names apart that look alike, or are alike where case does not count, and makes none
 * of them a reserved one. Nothing of a path is left.
 */
export function fileNameOf(tenant: string): string {
  const slug = tenant
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG)
    .replace(/^-+|-+$/g, '');
  const digest = createHash('sha256').update(tenant, 'utf8').digest('hex').slice(0, 12);
  return `${slug === '' ? 'tenant' : slug}-${digest}`;
}
