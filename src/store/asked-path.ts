/** A column whose value is a part of the path that was asked. */
export interface OfPath {
  column: string;
  /** Its first group is that part. */
  pattern: RegExp;
  /** The path, as documentation writes it. */
  path: string;
}

/** That part of a path, decoded; null where there is none. */
export function partOfPath(path: string | null, { pattern }: OfPath): string | null {
  const part = pattern.exec(path ?? '')?.[1];
  if (part === undefined) return null;
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
