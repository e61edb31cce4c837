/** JSON with bigints written as plain numbers, as the API writes uint64 beyond 2^53. */
export function toJson(value: unknown): string {
  const marked = JSON.stringify(value, (_key, item) =>
    typeof item === 'bigint' ? `\u0001${item}\u0001` : item,
  );
  return marked.replaceAll(/"\\u0001(-?\d+)\\u0001"/g, '$1');
}
