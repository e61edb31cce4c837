// Two tiers, a sample and the whole: `npm run test:all` runs a sample of each campaign, `npm test` of
// those that are short, `npm run soak` all of it. They are seeded, so that a sample fails where the
// whole would.

/** Whether the whole of each campaign runs. */
export const IS_SOAK = process.env.FLARETALLY_SOAK === '1';

/** How often, or with what, a campaign runs: `full` in `npm run soak`, else `sample`. */
export function runs<T>(sample: T, full: T): T {
  return IS_SOAK ? full : sample;
}

/** The N of `npm run soak -- --seed N`; 0 elsewhere. */
export const SEED = Number(process.env.FLARETALLY_SEED ?? 0);

/** The seed of a campaign: its own one plus N. */
export function seeded(own: number): number {
  return own + SEED;
}

/** The numbers of the runs of this process: a soak gives each process a part, `100..200`. */
export function numbersOf(sample: number, full: number): number[] {
  const [from, to] = process.env.FLARETALLY_PART?.split('..').map(Number) ?? [];
  const start = from ?? 0;
  const end = to ?? runs(sample, full);
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
}

/** Writes how far a campaign has come, for a person who watches a soak. */
export function tell(says: string): void {
  if (IS_SOAK) process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${says}\n`);
}
