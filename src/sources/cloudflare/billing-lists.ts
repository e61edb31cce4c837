import type { RestList } from './list.ts';

const BILLING = { permission: 'billing', at: ['result'] } as const;

/** The lists with Cloudflare's own billing data. */
export const BILLING_LISTS: readonly RestList[] = [
  { ...BILLING, name: 'billable_usage_info', path: '/billable-usage/info', paging: 'none' },
  {
    ...BILLING,
    name: 'billable_usage',
    path: '/billable-usage',
    paging: 'none',
    range: 'billing',
  },
  {
    ...BILLING,
    name: 'billable_usage_v2',
    path: '/billable/usage',
    paging: 'none',
    isOptional: true,
    range: 'charges',
  },
  { ...BILLING, name: 'subscriptions', path: '/subscriptions', paging: 'pages' },
];
