/** A file to load. */
export interface Found {
  path: string;
  /** Whether the path itself was given, and not found in a folder, by a pattern or in a bucket. */
  isNamed: boolean;
  /** Its name: the path, `r2://bucket/key`, or standard input. */
  says: string;
  /** Of an object in a bucket: what changes when the object does. */
  version?: string;
}

/** Whether an object was taken before, by its name and version: it is then not fetched again. */
export type IsKnown = (says: string, version: string) => boolean;

/** Progress of fetching objects, and of asking a table. */
export type FetchEvent =
  | { kind: 'listed'; says: string; objects: number; bytes: number; present: number }
  | { kind: 'fetched'; objects: number; ofObjects: number; bytes: number; ofBytes: number }
  | { kind: 'empty'; says: string }
  | { kind: 'asked'; says: string; records: string; parts: number }
  | { kind: 'waiting'; until: Date; why: string };
