import type { Line, Parts, Plan, Policy, Priced, Statement, Use } from './statement-model.ts';

// A calculator of its own for allocation policies, written from docs/chargeback.md: whole numbers,
// one statement at a time, no SQL.

const NOBODY = 'unattributed';
type Weights = ReadonlyMap<string, bigint>;
type Give = (basis: string, line: string, tenant: string, what: string, cents: bigint) => void;

/** Who gets how many cents of which line under a plan. */
export function partsOf(statement: Statement, plan: Plan): Parts {
  const parts: Parts = new Map();
  const give: Give = (basis, line, tenant, what, cents) => {
    const key = [basis, line, tenant, what].join(' | ');
    const all = (parts.get(key) ?? 0n) + cents;
    if (all === 0n) parts.delete(key);
    else parts.set(key, all);
  };
  const spread = new Spread(statement);
  const later: (() => void)[] = [];
  for (const line of linesOf(statement, plan)) {
    for (const basis of ['predicted', 'invoiced'] as const) {
      const cents = line[basis];
      if (cents === null || (basis === 'invoiced' && !statement.hasInvoice)) continue;
      if (isFlat(line.sku)) {
        later.push(() => spread.out('flat_charges', 'flat', basis, line.key, cents, give));
        continue;
      }
      const residue = spread.has('block_residue') ? residueOf(statement, line, cents) : 0n;
      if (residue !== 0n) {
        const out = () =>
          spread.out('block_residue', 'block_residue', basis, line.key, residue, give);
        later.push(out);
      }
      for (const part of usageParts(statement, plan, line, cents - residue)) {
        if (basis === 'predicted' && part.what === 'usage') spread.spend(part.tenant, part.cents);
        const isLeft = part.tenant === NOBODY && spread.has('unattributed');
        const keep = () => give(basis, line.key, part.tenant, part.what, part.cents);
        const pass = () =>
          spread.out('unattributed', 'unattributed', basis, line.key, part.cents, give);
        later.push(isLeft ? pass : keep);
      }
    }
  }
  for (const { kind, description, cents } of statement.others) {
    const subject = kind === 'credit' ? 'credits' : kind;
    if (!statement.hasInvoice || !['tax', 'credits'].includes(subject)) continue;
    if (!spread.has(subject)) continue;
    later.push(() => spread.out(subject, kind, 'invoiced', `${kind}: ${description}`, cents, give));
  }
  for (const act of later) act();
  return parts;
}

/** What is divided among all tenants: one part each, or by what they spend on use. */
class Spread {
  readonly #statement: Statement;
  readonly #spent = new Map<string, bigint>();

  constructor(statement: Statement) {
    this.#statement = statement;
  }

  has(subject: string): boolean {
    const policy = holding(this.#statement).find((one) => one.subject === subject)?.policy;
    return policy === 'even' || policy === 'by_spend';
  }

  spend(tenant: string, cents: bigint): void {
    if (tenant !== NOBODY) this.#spent.set(tenant, (this.#spent.get(tenant) ?? 0n) + cents);
  }

  out(subject: string, what: string, basis: string, line: string, cents: bigint, give: Give): void {
    const policy = holding(this.#statement).find((one) => one.subject === subject)?.policy;
    const weights =
      policy === 'even' ? this.#active() : policy === 'by_spend' ? this.#spenders() : [];
    const shares = deal(cents, new Map(weights));
    for (const [tenant, share] of shares) give(basis, line, tenant, what, share);
  }

  #active(): [string, bigint][] {
    const { skus } = this.#statement;
    const tenants = skus.flatMap((sku) => [...useWeights(this.#statement, sku).keys()]);
    return [...new Set(tenants)].filter((tenant) => tenant !== NOBODY).map((t) => [t, 1n]);
  }

  #spenders(): [string, bigint][] {
    return [...this.#spent].filter(([, cents]) => cents > 0n);
  }
}

/** The statement's lines, and at list price one of $0.00 for each SKU in use that has none. */
function linesOf(statement: Statement, plan: Plan): Line[] {
  const free = statement.skus.filter(
    (sku) =>
      !statement.lines.some((line) => line.sku === sku.sku) &&
      policyOf(statement, plan, sku) === 'platform_keeps_allowance',
  );
  const made = free.map(({ sku }) => ({ key: sku, sku, predicted: 0n, invoiced: 0n }));
  return [...statement.lines, ...made];
}

function usageParts(statement: Statement, plan: Plan, line: Line, cents: bigint) {
  const sku = statement.skus.find((one) => one.sku === line.sku);
  const all = (weights: Weights) =>
    weights.size === 0
      ? [{ tenant: NOBODY, what: 'unattributed', cents }]
      : [...deal(cents, weights)].map(([tenant, c]) => ({ tenant, what: 'usage', cents: c }));
  if (!sku) return all(new Map());
  switch (policyOf(statement, plan, sku)) {
    case 'even':
      return all(new Map([...useWeights(statement, sku).keys()].map((tenant) => [tenant, 1n])));
    case 'weights':
      return all(givenWeights(statement, sku));
    case 'direct_only':
      return all(
        useWeights(statement, sku, ({ by, tenant }) => (by === 'alone' ? tenant : NOBODY)),
      );
    case 'platform_keeps_allowance': {
      const listed = [...listPrices(statement, sku)];
      const rest = listed.reduce((left, [, c]) => left - c, cents);
      const paid = listed.map(([tenant, c]) => ({ tenant, what: 'usage', cents: c }));
      return [...paid, { tenant: 'platform', what: 'allowance', cents: rest }];
    }
    default:
      return all(useWeights(statement, sku));
  }
}

function policyOf(statement: Statement, plan: Plan, sku: Priced): string {
  const own = closest(statement, sku, holding(statement));
  const isWeighed = givenWeights(statement, sku).size > 0;
  const wanted =
    plan === 'chosen'
      ? (own ?? 'proportional')
      : plan === 'weights' && !isWeighed
        ? 'proportional'
        : plan;
  const isKnown = own !== undefined || useWeights(statement, sku).size > 0;
  if (!isKnown) return 'proportional';
  const isListed = listPrices(statement, sku).size > 0;
  return wanted === 'platform_keeps_allowance' && !isListed ? 'proportional' : wanted;
}

/** Of a SKU, else of its product, else of all SKUs with use. */
function closest(statement: Statement, sku: Priced, policies: readonly Policy[]) {
  const product = `${sku.sku.split('.')[0]}.*`;
  const hasUse = useWeights(statement, sku).size > 0;
  const of = (subject: string) => policies.find((one) => one.subject === subject)?.policy;
  return of(sku.sku) ?? of(product) ?? (hasUse ? of('*') : undefined);
}

function givenWeights(statement: Statement, sku: Priced): Weights {
  const given = holding(statement).filter(({ policy }) => policy === 'weights');
  const subjects = [sku.sku, `${sku.sku.split('.')[0]}.*`];
  if (useWeights(statement, sku).size > 0) subjects.push('*');
  const subject = subjects.find((one) => given.some((policy) => policy.subject === one));
  const own = given.filter((policy) => policy.subject === subject);
  return new Map(own.map(({ tenant, billionths }) => [tenant ?? '', billionths ?? 0n]));
}

/** Policies that hold on the first day of the period. */
function holding({ policies }: Statement): Policy[] {
  return policies.filter(({ from = -9e9, to = 9e9 }) => from <= 0 && to > 0);
}

/** A tenant's use of days that cost something, where any day does. */
function useWeights(
  statement: Statement,
  sku: Priced,
  owner: (use: Use) => string = ({ tenant }) => tenant,
): Weights {
  const isPriced = sku.segments.some(({ picos }) => picos > 0n);
  const weights = new Map<string, bigint>();
  for (const use of statement.uses.filter((one) => one.sku === sku.sku && one.total > 0n)) {
    const segment = sku.segments.find(({ from, to }) => from <= use.day && use.day < to);
    if (isPriced && segment?.picos === 0n) continue;
    const key = owner(use);
    weights.set(key, (weights.get(key) ?? 0n) + use.total * sku.numerator);
  }
  return weights;
}

/** All use at the price of its day, to the cent once; nothing if any use has no price. */
function listPrices(statement: Statement, sku: Priced): Weights {
  const sums = new Map<string, [bigint, bigint]>();
  for (const use of statement.uses.filter((one) => one.sku === sku.sku && one.total > 0n)) {
    const segment = sku.segments.find(({ from, to }) => from <= use.day && use.day < to);
    if (!segment) return new Map();
    const [top, bottom] = sums.get(use.tenant) ?? [0n, 1n];
    const cost = use.total * sku.numerator * segment.picos;
    sums.set(use.tenant, [top * segment.per + cost * bottom, bottom * segment.per]);
  }
  return new Map(
    [...sums].map(([tenant, [top, bottom]]) => [tenant, rounded(top, bottom * sku.denominator)]),
  );
}

/** What rounding up to blocks adds, in the same part of the amount as of the prediction. */
function residueOf(statement: Statement, { sku }: Line, cents: bigint): bigint {
  const priced = statement.skus.find((one) => one.sku === sku);
  if (!priced?.charge || priced.charge <= 0n) return 0n;
  let [top, bottom] = [0n, 1n];
  for (const { billable, block, picos } of priced.billed) {
    [top, bottom] = [top * block + billable * picos * bottom, bottom * block];
  }
  const residue = priced.charge - rounded(top, bottom);
  return nearest(cents * residue, priced.charge);
}

/** Picodollars to the nearest cent. */
function rounded(top: bigint, bottom: bigint): bigint {
  return nearest(top, bottom * 10_000_000_000n);
}

/** Halves away from zero. */
function nearest(top: bigint, bottom: bigint): bigint {
  const size = ((top < 0n ? -top : top) * 2n + bottom) / (2n * bottom);
  return top < 0n ? -size : size;
}

/** Whole cents one after the other to whoever is owed most; of equal ones the first by name. */
function deal(cents: bigint, weights: Weights): Map<string, bigint> {
  if (weights.size === 0) return new Map([[NOBODY, cents]]);
  const all = [...weights.values()].reduce((a, b) => a + b, 0n);
  const size = cents < 0n ? -cents : cents;
  const owed = [...weights].map(([tenant, weight]) => {
    const whole = (size * weight) / all;
    return { tenant, whole, rest: size * weight - whole * all };
  });
  let left = owed.reduce((sum, { whole }) => sum - whole, size);
  owed.sort((a, b) =>
    a.rest === b.rest ? (a.tenant < b.tenant ? -1 : 1) : a.rest > b.rest ? -1 : 1,
  );
  const dealt = owed.map(({ tenant, whole }): [string, bigint] => {
    const extra = left > 0n ? 1n : 0n;
    left -= extra;
    return [tenant, (whole + extra) * (cents < 0n ? -1n : 1n)];
  });
  return new Map(dealt);
}

function isFlat(sku: string | null): boolean {
  return sku?.endsWith('.subscription') ?? false;
}
