import type { Random } from './random.ts';
import {
  DAYS,
  type Line,
  type Policy,
  type Priced,
  type Statement,
  type Use,
} from './statement-model.ts';

const SKUS = [
  'durable_objects.requests',
  'durable_objects.duration',
  'workers.requests',
  'workers.cpu_ms',
  'kv.reads',
  'r2.storage',
];
const NAMES = [
  ...['acme', 'beta', 'cedar', 'delta', 'platform', 'unattributed', 'Acme', 'acme 2'],
  ...['../../x', '=cmd()', '<script>', 'x'.repeat(300), 'שלום'],
];
const SPREAD = ['flat_charges', 'block_residue', 'credits', 'tax', 'unattributed'];

/** A statement whose amounts, use and policies lie on edges more often than by chance. */
export function randomStatement(random: Random, account: string): Statement {
  const tenants = NAMES.filter(() => random.chance(0.4));
  const most = random.pick([0, 1, 1, tenants.length, tenants.length]);
  const skus = SKUS.filter(() => random.chance(0.7)).map((sku) => pricedSku(random, sku));
  const uses = skus.flatMap(({ sku }) => usesOf(random, sku, tenants.slice(0, most)));
  const hasInvoice = random.chance(0.8);
  const lines = skus.flatMap((sku) =>
    random.chance(0.15) ? [] : [lineOf(random, sku, hasInvoice)],
  );
  const other = (key: string, sku: string | null): Line[] =>
    random.chance(0.5)
      ? [{ key, sku, predicted: sku ? cents(random) : null, invoiced: cents(random) }]
      : [];
  const extra = [
    ...other('workers.subscription', 'workers.subscription'),
    ...(hasInvoice ? other('Mystery product', null) : []),
    ...(hasInvoice ? other('stream.minutes_stored', 'stream.minutes_stored') : []),
  ];
  const others = ['tax', 'credit', 'past_due']
    .filter(() => hasInvoice && random.chance(0.5))
    .map((kind) => ({
      kind,
      description: `A ${kind}`,
      cents: cents(random) * (kind === 'credit' ? -1n : 1n),
    }));
  const policies = policiesOf(random, [...tenants, 'stranger']);
  return { account, hasInvoice, skus, uses, lines: [...lines, ...extra], others, policies };
}

function pricedSku(random: Random, sku: string): Priced {
  const turn = random.int(1, DAYS - 1);
  const price = () =>
    random.pick([0n, 1n, 300_000n, 12_500_000_000_000n, random.below(10n ** 12n)]);
  const per = () => random.pick([1n, 1_000n, 1_000_000n, 7n]);
  const cut = [
    { from: 0, to: turn, picos: price(), per: per() },
    { from: turn, to: DAYS, picos: price(), per: per() },
  ];
  const whole = [{ from: 0, to: DAYS, picos: price(), per: per() }];
  // Without a first price the use of those days is unpriced.
  const segments = random.pick([whole, whole, cut, cut, cut.slice(1)]);
  const charge = random.chance(0.1) ? null : cents(random);
  const count = random.int(1, 2);
  const billed = Array.from({ length: count }, () => ({
    billable: random.below(10n ** BigInt(random.int(0, 15))),
    block: random.pick([1_000_000n, 3n, 400_000_000n]),
    picos: random.below(10n ** 9n),
  }));
  return {
    ...{ sku, segments, charge, billed },
    numerator: random.pick([1n, 20n, 128n]),
    denominator: random.pick([1n, 20n, 1_000_000n]),
  };
}

function usesOf(random: Random, sku: string, tenants: readonly string[]): Use[] {
  const equal = random.chance(0.3) ? random.below(10n ** 6n) + 1n : undefined;
  return tenants
    .filter(() => random.chance(0.8))
    .flatMap((tenant) =>
      Array.from({ length: random.int(1, 3) }, (): Use => {
        const by =
          tenant === 'unattributed'
            ? 'nobody'
            : random.pick(['alone', 'alone', 'shared', 'logs'] as const);
        const total = equal ?? random.below(10n ** BigInt(random.int(0, 15)));
        return { sku, tenant, day: random.int(0, DAYS - 1), total, by };
      }),
    );
}

function lineOf(random: Random, { sku, charge }: Priced, hasInvoice: boolean): Line {
  const invoiced = hasInvoice ? random.pick([charge ?? 0n, cents(random), 0n]) : null;
  const predicted = !hasInvoice && charge === null ? 0n : charge;
  return {
    key: sku,
    sku,
    predicted: predicted === 0n && charge === null ? null : predicted,
    invoiced,
  };
}

/** Nothing, a few cents, a credit, dollars, or a fortune. */
function cents(random: Random): bigint {
  const few = BigInt(random.int(1, 5));
  return random.pick([
    0n,
    few,
    -few,
    random.below(10n ** 6n),
    -random.below(10n ** 4n),
    random.below(10n ** 13n),
  ]);
}

function policiesOf(random: Random, tenants: readonly string[]): Policy[] {
  const subjects = ['*', 'durable_objects.*', 'workers.*', 'kv.*', ...SKUS];
  const policies = subjects
    .filter(() => random.chance(0.35))
    .flatMap((subject): Policy[] => {
      const policy = random.pick([
        ...['proportional', 'even', 'weights', 'direct_only', 'platform_keeps_allowance'],
      ]);
      return policy === 'weights' ? weights(random, subject, tenants) : [{ subject, policy }];
    });
  const spread = SPREAD.filter(() => random.chance(0.6)).map((subject) => ({
    subject,
    policy: random.pick(['stay', 'even', 'by_spend']),
  }));
  // Policies hold before the period, in it or from inside it on, which is too late for it.
  const span = () =>
    random.pick([{}, {}, { from: -4 }, { to: 9 }, { from: 5 }, { to: -1 }, { from: 0, to: 1 }]);
  return [...policies, ...spread].map((one) => ({
    ...one,
    ...(one.policy === 'weights' ? {} : span()),
  }));
}

function weights(random: Random, subject: string, tenants: readonly string[]): Policy[] {
  const own = tenants.filter(() => random.chance(0.5));
  const some = own.length > 0 ? own : ['stranger'];
  let left = 1_000_000_000n;
  return some.map((tenant, i) => {
    const isLast = i === some.length - 1;
    const rest = BigInt(some.length - 1 - i);
    const billionths = isLast ? left : 1n + random.below(left - rest - 1n);
    left -= billionths;
    return { subject, policy: 'weights', tenant, billionths };
  });
}
