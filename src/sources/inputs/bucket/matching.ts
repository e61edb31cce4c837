import { hasPattern, literalStart, matcherOf, plain } from '../pattern.ts';
import type { BucketClient } from './client.ts';
import { listObjects, type StoredObject } from './list.ts';
import type { BucketUrl } from './url.ts';

/** A key itself, what lies below it as below a folder, or what a pattern matches. */
export async function matching(client: BucketClient, place: BucketUrl): Promise<StoredObject[]> {
  if (hasPattern(place.path)) {
    const isMatch = matcherOf(place.path);
    const all = await listObjects(client, literalStart(place.path));
    return all.filter(({ key }) => isMatch(key));
  }
  const path = plain(place.path);
  const folder = path === '' || path.endsWith('/') ? path : `${path}/`;
  const below = await listObjects(client, folder);
  if (below.length > 0 || folder === path) return below;
  const [first] = await listObjects(client, path, true);
  return first?.key === path ? [first] : [];
}
