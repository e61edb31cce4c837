import type { RestList } from '../store/rest-rows.ts';
import { NAMED } from './named-lists.ts';

/**
 * Rows of the billable-usage feed. Version 2 counts by its own metrics, whose id may be missing;
 * version 1 by names of services.
 */
const feed = (version: 1 | 2): RestList => ({
  relation: 'raw.billable_usage',
  mark: version === 1 ? 'ServiceName' : 'x_BillableMetricName',
  sign: 'ChargePeriodStart',
  needs: ['ChargePeriodStart'],
  numbers: ['ConsumedQuantity', 'PricingQuantity', 'ContractedCost', 'BilledCost'],
  times: ['BillingPeriodStart', 'BillingPeriodEnd', 'ChargePeriodStart', 'ChargePeriodEnd'],
  constants: { feed_version: String(version) },
  isNumbered: true,
  fields: {
    service_name: version === 1 ? 'ServiceName' : 'x_BillableMetricName',
    charge_description: 'ChargeDescription',
    charge_category: 'ChargeCategory',
    charge_class: 'ChargeClass',
    subscription_id: version === 1 ? 'SubscriptionId' : 'SubAccountId',
    billing_currency: 'BillingCurrency',
    billing_period_start: 'BillingPeriodStart',
    billing_period_end: 'BillingPeriodEnd',
    charge_period_start: 'ChargePeriodStart',
    charge_period_end: 'ChargePeriodEnd',
    consumed_quantity: 'ConsumedQuantity',
    consumed_unit: 'ConsumedUnit',
    pricing_quantity: 'PricingQuantity',
    pricing_unit: 'PricingUnit',
    contracted_cost: 'ContractedCost',
    billed_cost: 'BilledCost',
    metric_id: 'x_BillableMetricId',
  },
});

/**
 * Lists of the REST API by the name in their envelope, with the table and fields of their rows. See
 * https://developers.cloudflare.com/api/
 */
export const LISTS: Readonly<Record<string, RestList>> = {
  durable_objects_namespaces: {
    relation: 'raw.namespaces',
    mark: 'class',
    needs: ['id'],
    fields: {
      namespace_id: 'id',
      namespace_name: 'name',
      script: 'script',
      class: 'class',
      use_sqlite: 'use_sqlite',
    },
  },
  workers_scripts: {
    relation: 'raw.scripts',
    mark: 'id',
    needs: ['id'],
    fields: { script: 'id', created_on: 'created_on' },
  },
  workers_deployments: {
    relation: 'raw.deployments',
    mark: 'created_on',
    needs: ['id', 'created_on'],
    times: ['created_on'],
    at: 'deployments',
    ofPath: {
      column: 'script',
      pattern: /\/workers\/scripts\/([^/?#]+)\/deployments(?:[/?#]|$)/,
      path: '/accounts/ACCOUNT/workers/scripts/SCRIPT/deployments',
    },
    hides: ['author_email'],
    fields: {
      deployment_id: 'id',
      created_on: 'created_on',
      source: 'source',
      message: 'annotations."workers/message"',
      versions: 'versions',
    },
  },
  ...NAMED,
  billable_usage_info: {
    relation: 'raw.billing_anchors',
    mark: 'id',
    needs: ['id'],
    times: ['billing_cycle_anchor_timestamp', 'start_timestamp', 'end_timestamp'],
    at: 'subscriptions',
    fields: {
      subscription_id: 'id',
      anchor_at: 'billing_cycle_anchor_timestamp',
      starts_at: 'start_timestamp',
      ends_at: 'end_timestamp',
    },
  },
  billable_usage: feed(1),
  billable_usage_v2: feed(2),
  subscriptions: {
    relation: 'raw.subscriptions',
    mark: 'id',
    needs: ['id'],
    numbers: ['price'],
    times: ['current_period_start', 'current_period_end'],
    fields: {
      subscription_id: 'id',
      state: 'state',
      price: 'price',
      currency: 'currency',
      frequency: 'frequency',
      rate_plan: 'rate_plan.id',
      rate_plan_name: 'rate_plan.public_name',
      component_values: 'component_values',
      period_starts_at: 'current_period_start',
      period_ends_at: 'current_period_end',
    },
  },
};

/** Lists that a bare answer can be, recognised by a field that only their rows have. */
export const BARE_LISTS: readonly RestList[] = [
  'billable_usage_v2',
  'billable_usage',
  'durable_objects_namespaces',
  'workers_scripts',
  'workers_deployments',
].flatMap((name) => LISTS[name] ?? []);

/** Name of a list in messages. */
export function nameOf(list: RestList): string {
  return Object.keys(LISTS).find((name) => LISTS[name] === list) ?? '';
}
