// Two tiers: `npm test` holds a sample of each campaign, `npm run soak` the whole of it. Both are
// seeded, so that a sample fails where the whole would.

/** Whether the whole of each campaign is wanted. */
export const IS_SOAK = process.env.FLARETALLY_SOAK === '1';

/** How often, or on what, a campaign runs: `sample` in `npm test`, `full` in `npm run soak`. */
export function runs<T>(sample: T, full: T): T {
  return IS_SOAK ? full : sample;
}

/** What `npm run soak -- --seed N` asks for; 0 is the one that `npm test` has. */
export const SEED = Number(process.env.FLARETALLY_SEED ?? 0);

/** The seed of a campaign: its own one, moved by what was asked for. */
export function seeded(own: number): number {
  return own + SEED;
}

/** The numbers of the runs that are wanted here: a soak gives each process a part, `100..200`. */
export function numbersOf(sample: number, full: number): number[] {
  const [from, to] = process.env.FLARETALLY_PART?.split('..').map(Number) ?? [];
  const start = from ?? 0;
  const end = to ?? runs(sample, full);
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
}
