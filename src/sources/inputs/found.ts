/** A file to load. */
export interface Found {
  path: string;
  /** Whether it was named itself, not found in a folder, by a pattern or in a bucket. */
  isNamed: boolean;
  /** What it is called: the path, `r2://bucket/key`, or standard input. */
  says: string;
}

/** How far the fetching of objects is. */
export type FetchEvent =
  | { kind: 'listed'; says: string; objects: number; bytes: number; present: number }
  | { kind: 'fetched'; objects: number; ofObjects: number; bytes: number; ofBytes: number }
  | { kind: 'waiting'; until: Date; why: string };
