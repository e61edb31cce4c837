// Workers of a healthy account: sites, interfaces, cron jobs, previews, functions of Pages.
import { type Row, row, worker } from '../support/row.ts';
import { between, count, order, type Part } from './rhythm.ts';

/** Requests of which some fail. */
function served(script: string, requests: number, failing: number, cpuUs: number, subs: number) {
  const failed = count(requests, failing);
  const of = (n: number) => ({ cpuUs: count(n, cpuUs), subrequests: count(n, subs) });
  const errors = { ...of(failed), errors: failed, status: 'scriptThrewException' };
  return [
    worker(script, requests - failed, of(requests - failed)),
    ...(failed > 0 ? [worker(script, failed, errors)] : []),
  ];
}

export const site: Part = (random, name) => {
  const requests = order(random, 3000, 4_000_000);
  const [failing, cpuUs] = [between(random, 0, 0.02), order(random, 700, 20_000)];
  const subs = random.pick([0, 0.3, 1, 2.5, 6]);
  return (busy) => served(name, count(requests, busy), failing, cpuUs, subs);
};

/** Collects the answers of others. */
export const gateway: Part = (random, name) => {
  const requests = order(random, 1000, 300_000);
  const subs = between(random, 5, 25);
  return (busy) => served(name, count(requests, busy), 0.01, 12_000, subs);
};

/** Each minute, five minutes, hour or night. */
export const cron: Part = (random, name) => {
  const runs = random.pick([1440, 288, 96, 24, 1]);
  const [cpuUs, subs] = [order(random, 1000, 5_000_000), random.int(1, 45)];
  return () => served(name, runs, random.chance(0.05) ? 0.01 : 0, cpuUs, subs);
};

/** Pull requests that are looked at for some days. */
export const previews: Part = (random, name, days) => {
  const all = Array.from({ length: random.int(4, 25) }, (_, i) => ({
    script: `${name}-pr-${i + 10}`,
    from: random.int(0, days.length),
    for: random.int(1, 6),
    requests: order(random, 5, 800),
  }));
  return (_busy, _day, i) =>
    all
      .filter(({ from, for: length }) => i >= from && i < from + length)
      .flatMap(({ script, requests }) => served(script, requests, 0.02, 4000, 1));
};

/** A product that is launched some day and takes off at once. */
export const launch: Part = (random, name, days) => {
  const [from, requests] = [random.int(0, days.length), order(random, 5000, 500_000)];
  return (busy, _day, i) => (i < from ? [] : served(name, count(requests, busy), 0.01, 5000, 1));
};

export const pages: Part = (random, name) => {
  const requests = order(random, 1000, 500_000);
  const dims = { scriptName: `pages-worker--${name}-production`, status: 'success' };
  return (busy): Row[] => [
    row('pagesFunctionsInvocationsAdaptiveGroups', dims, { 'sum.requests': count(requests, busy) }),
  ];
};
