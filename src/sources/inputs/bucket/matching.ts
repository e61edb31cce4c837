import { hasPattern, literalStart, matcherOf, plain } from '../pattern.ts';
import type { BucketClient } from './client.ts';
import { listObjects, type StoredObject } from './list.ts';
import type { BucketUrl } from './url.ts';

/**
 * Whether a key is the wanted one, is below it as below a folder, or matches it as a pattern. If a
 * key or folder has exactly that name, it is not taken for a pattern.
 */
export async function matching(client: BucketClient, place: BucketUrl): Promise<StoredObject[]> {
  const { path } = place;
  if (!hasPattern(path)) return exactly(client, plain(path));
  const own = await listObjects(client, path);
  const named = own.filter(({ key }) => key === path);
  if (named.length > 0) return named;
  const below = own.filter(({ key }) => key.startsWith(path.endsWith('/') ? path : `${path}/`));
  if (below.length > 0) return below;
  const isMatch = matcherOf(path);
  const all = await listObjects(client, literalStart(path));
  return all.filter(({ key }) => isMatch(key));
}

async function exactly(client: BucketClient, path: string): Promise<StoredObject[]> {
  const folder = path === '' || path.endsWith('/') ? path : `${path}/`;
  const below = await listObjects(client, folder);
  if (below.length > 0 || folder === path) return below;
  const [first] = await listObjects(client, path, true);
  return first?.key === path ? [first] : [];
}
