// Small files that people and Cloudflare provide besides answers, each in several versions.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { logLine } from './answers.ts';

function write(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const TENANTS = 'tenant,kind,value,match,namespace,weight,valid_from,valid_to';

export const MAPS: readonly (readonly string[])[] = [
  ['acme,object_name,acme-,prefix,,,,', 'beta,namespace,Vault,exact,,,,'],
  ['$1,object_name,^([a-z]+)-,pattern,,,,', 'beta,script,site,exact,,,2026-10-03,2026-10-06'],
  [
    'acme,object_name,shared,exact,,0.25,,2026-10-05',
    'beta,object_name,shared,exact,,0.75,,2026-10-05',
    'cora,object_name,shared,exact,,1,2026-10-05,',
  ],
  ['acme,script,edge,exact,,,,2026-10-04', 'beta,script,edge,exact,,,2026-10-04,'],
  ['acme,log_tenant,acme,exact,,,,', 'acme,namespace,Room,exact,,,,'],
];

export function saveMap(path: string, lines: readonly string[]): string {
  return write(path, `${[TENANTS, ...lines].join('\n')}\n`);
}

export function saveClasses(path: string, mode: string): string {
  return write(path, `script,class,mode,compatibility_date\nedge,Room,${mode},2026-08-01\n`);
}

/** An invoice for usage of some days, both ends included, and the plan from the day after. */
export function saveInvoice(path: string, from: string, to: string, cents: number): string {
  const next = new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10);
  const amount = (cents / 100).toFixed(2);
  return write(
    path,
    `description,period_start,period_end,quantity,unit_price,per,amount
Workers Standard Requests (first 10M are included),${from},${to},0,0.30,1000000,${amount}
Durable Objects Compute Requests (First 1M is included),${from},${to},0,0.15,1000000,0.00
Workers Paid,${next},${next},1,5.00,1,5.00
`,
  );
}

export function saveLog(path: string, days: readonly string[], nonce: string): string {
  const events = days.flatMap((day, i) =>
    ['', 'Room'].map((entrypoint, j) =>
      logLine({
        ...{ at: Date.parse(`${day}T1${j}:00:00Z`), script: i % 2 ? 'edge' : 'site', entrypoint },
        ...{ nonce: `${nonce}${i}${j}`, tenant: j ? undefined : i % 2 ? 'acme' : 'beta' },
      }),
    ),
  );
  return write(path, `${events.join('\n')}\n`);
}

/** Rows of Cloudflare's own billable-usage feed. */
export function feedRows(account: string, days: readonly string[], quantity: number) {
  return days.map((day) => ({
    BillingAccountId: account,
    BillingPeriodStart: '2026-10-04T00:00:00Z',
    ChargeCategory: 'Usage',
    ChargePeriodStart: `${day}T00:00:00Z`,
    ChargePeriodEnd: new Date(Date.parse(day) + 86_400_000).toISOString(),
    ConsumedQuantity: quantity,
    ConsumedUnit: '',
    PricingQuantity: 0,
    PricingUnit: 'Count',
    ServiceName: 'Workers Standard Requests',
  }));
}
