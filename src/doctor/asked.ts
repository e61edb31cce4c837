import type { Dataset } from '../words/dataset.ts';

/** What an examination over the network needs. */
export interface Asked {
  env: Readonly<Record<string, string | undefined>>;
  /** Everything that pull asks for. */
  datasets: readonly Dataset[];
  now: Date;
  signal?: AbortSignal | undefined;
}
