// Calculates what a mutated invoice line should give, independently of the rules, in whole numbers.

/** A line before the mutation. Quantities are numerators over `denominator`. */
export interface Facts {
  line: string;
  lineNumber: string;
  shape: string | null;
  status: string;
  predictedCents: bigint | null;
  quantity: string | null;
  cents: bigint;
  numerator: bigint;
  denominator: bigint;
  included: bigint;
  per: bigint;
  picos: bigint;
  /** How the line's own price counts: in whole blocks, or each part. */
  rounding: 'block' | 'none';
  /** What one printed unit stands for, where a line is printed in thousands. */
  scale: bigint;
  /** The usage of the last day of the period. */
  lastDay: bigint;
  /** The terms of the base line, in cents, that are not zero. */
  terms: Record<string, bigint>;
}

export interface Expected {
  status: string;
  terms: Record<string, bigint>;
}

/** Cents for usage over the allowance; `mode` is how blocks are counted. */
export function rate(facts: Facts, over: bigint, mode: 'block' | 'none' | 'floor' | 'nearest') {
  const block = facts.per * facts.denominator;
  const halves = 10_000_000_000n;
  if (mode === 'none') return halfUp(over * facts.picos, block * halves);
  const blocks = { block: (over + block - 1n) / block, floor: over / block, nearest: 0n }[mode];
  return halfUp((mode === 'nearest' ? halfUp(over, block) : blocks) * facts.picos, halves);
}

export function overOf({ numerator, included, denominator }: Facts, less = 0n): bigint {
  const over = numerator - less - included * denominator;
  return over > 0n ? over : 0n;
}

function halfUp(n: bigint, d: bigint): bigint {
  return (2n * n + d) / (2n * d);
}

/** Changes the printed amount by this many cents, and nothing else. */
export function afterCents(facts: Facts, change: bigint): Expected {
  const cents = facts.cents + change;
  // A negative amount is a credit for any kind of line.
  if (cents < 0n) return { status: moved(facts, cents), terms: plus({}, 'credit_and_tax', cents) };
  if (facts.predictedCents === null || facts.shape === 'subscription') {
    return { status: moved(facts, cents), terms: plus(facts.terms, 'unexplained', change) };
  }
  const over = facts.terms.cut_off === undefined ? overOf(facts) : printed(facts);
  return {
    status: moved(facts, cents),
    terms: plus(facts.terms, factorOf(facts, over, cents), change),
  };
}

/** Increases the printed quantity by one and keeps the amount. */
export function afterUnit(facts: Facts): Expected {
  if (facts.predictedCents === null) return facts;
  const isFlat = facts.shape === 'subscription';
  const over = isFlat ? 0n : printed(facts, 1n);
  const rated = isFlat ? 2n * facts.predictedCents : rate(facts, over, facts.rounding);
  const left = facts.cents - rated;
  const terms = plus({}, 'volume', rated - facts.predictedCents);
  const term = isFlat ? 'unexplained' : factorOf(facts, over, facts.cents);
  return {
    status: facts.status === 'match' ? 'within_tolerance' : facts.status,
    terms: plus(terms, term, left),
  };
}

/** The usage of the last day is missing from the printed quantity, and the amount follows. */
export function afterCut(facts: Facts): Expected & { quantity: string; cents: bigint } {
  const over = overOf(facts, facts.lastDay);
  const cents = rate(facts, over, facts.rounding);
  const quantity = printedAs(facts, over);
  const change = cents - (facts.predictedCents ?? 0n);
  const isSeen = quantity !== facts.quantity;
  const term = facts.shape === 'unit' ? 'volume' : 'cut_off';
  const status = change < 0n ? 'under' : isSeen ? 'within_tolerance' : 'match';
  return { quantity, cents, status, terms: plus({}, term, change) };
}

/** The printed quantity, and so many units more, over the allowance; a tier line prints both. */
function printed(facts: Facts, more = 0n): bigint {
  const { quantity, denominator, per, shape, scale, included } = facts;
  const billionths = billionthsOf(quantity ?? '0') + more * BILLION;
  const numerator = (billionths * denominator * scale * (shape === 'unit' ? per : 1n)) / BILLION;
  if (shape !== 'tier') return numerator;
  const over = numerator - included * denominator;
  return over > 0n ? over : 0n;
}

/** The usage less the last day's as a line of this shape prints it. */
function printedAs(facts: Facts, over: bigint): string {
  const { shape, denominator, per, scale, numerator, lastDay } = facts;
  if (shape === 'unit') return String((over + per * denominator - 1n) / (per * denominator));
  if (shape === 'tier') return String(halfUp(numerator - lastDay, denominator));
  if (scale === 1n) return String(halfUp(over, denominator));
  const billionths = String(halfUp(over * BILLION, denominator * scale)).padStart(10, '0');
  return `${billionths.slice(0, -9)}.${billionths.slice(-9)}`.replace(/\.?0+$/, '');
}

const BILLION = 1_000_000_000n;

function billionthsOf(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(`${whole}${fraction.padEnd(9, '0')}`);
}

/** The factor that explains an amount at a quantity; the rest is unexplained. */
function factorOf(facts: Facts, over: bigint, cents: bigint): string {
  const { numerator } = facts;
  const included = facts.included * facts.denominator;
  const [smaller] = [numerator, included].sort((a, b) => (a < b ? -1 : 1));
  const gross = over > 0n ? included + over : (smaller ?? 0n);
  if (rate(facts, over, facts.rounding) === cents) return 'none';
  if (rate(facts, gross, facts.rounding) === cents) return 'allowance';
  const modes = ['none', 'floor', 'nearest'] as const;
  return modes.some((mode) => rate(facts, over, mode) === cents) ? 'rounding' : 'unexplained';
}

function plus(terms: Record<string, bigint>, term: string, cents: bigint): Record<string, bigint> {
  const all = { ...terms, [term]: (terms[term] ?? 0n) + cents };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== 0n));
}

function moved({ status, predictedCents, numerator, shape }: Facts, cents: bigint): string {
  if (predictedCents === null) return status;
  if (cents === predictedCents) return 'match';
  if (numerator === 0n && shape !== 'subscription') return 'not_predicted';
  return cents > predictedCents ? 'over' : 'under';
}
