import type { LogShape } from './read.ts';
import type { Surface } from './surfaces.ts';

/** Files of one shape and surface that are read in one call, each with its number. */
export interface Batch {
  account: string;
  surface: Surface;
  shape: LogShape;
  files: readonly { path: string; loadKey: number; digest: string }[];
  /** Whether events are compared with those that other files delivered. */
  isDeduped: boolean;
}
