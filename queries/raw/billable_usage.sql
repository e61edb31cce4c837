-- Rows of Cloudflare's billable-usage feed, of either version, with numbers as text. An empty
-- answer has no row; that is not zero.
-- grain: load_id, row_number
-- kind: declaration
-- see: https://developers.cloudflare.com/billing/manage/billable-usage/
select
    null::varchar as load_id,
    null::varchar as account,
    null::timestamp as captured_at,
    null::bigint as row_number,
    null::varchar as service_name,
    null::varchar as charge_description,
    null::varchar as charge_category,
    null::varchar as charge_class,
    null::varchar as subscription_id,
    null::varchar as billing_currency,
    null::varchar as billing_period_start,
    null::varchar as billing_period_end,
    null::varchar as charge_period_start,
    null::varchar as charge_period_end,
    null::varchar as consumed_quantity,
    null::varchar as consumed_unit,
    null::varchar as pricing_quantity,
    null::varchar as pricing_unit,
    null::varchar as contracted_cost,
    null::varchar as billed_cost,
    null::varchar as metric_id,
    null::varchar as feed_version
where false
