// How much is going on: by weekday, with chance, and more after a deploy.
import type { Random } from '../../support/random.ts';
import type { Row } from '../support/row.ts';

/** What a part of an account does on a day, from how busy the day is: about 1. */
export type Work = (busy: number, day: string, i: number) => readonly Row[];

/** A part that a team may have. It draws its size once. */
export type Part = (random: Random, name: string, days: readonly string[]) => Work;

/** A whole number between two, as likely of each order of magnitude. */
export function order(random: Random, least: number, most: number): number {
  return Math.round(least * (most / least) ** random.next());
}

/** A fraction between two. */
export function between(random: Random, least: number, most: number): number {
  return least + (most - least) * random.next();
}

/** How busy each day is: weekends are quieter or louder, and a deploy may double what is there. */
export function rhythm(random: Random, days: readonly string[]): readonly number[] {
  const weekend = random.pick([0.1, 0.3, 0.5, 0.8, 1, 1.4]);
  const noise = between(random, 0.03, 0.25);
  const deployed = random.chance(0.4) ? random.int(0, days.length) : days.length;
  const growth = between(random, 0.8, 2);
  const drift = between(random, -0.003, 0.01);
  return days.map((day, i) => {
    const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
    const chance = 1 + noise * (2 * random.next() - 1);
    const grown = i >= deployed ? growth : 1;
    return (isWeekend ? weekend : 1) * chance * grown * (1 + drift * i);
  });
}

/** A count on a day. */
export function count(each: number, busy = 1): number {
  return Math.round(each * busy);
}
