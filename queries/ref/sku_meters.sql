-- Which meters make up a SKU, each with its numerator: the number given here times the scenario
-- switch named here, whose value is in `params.scenarios`. If a switch value is named, the row
-- counts only under that value. A meter that is not needed counts only in accounts with saved
-- answers of it.
-- grain: sku, meter
-- kind: declaration
-- see: https://developers.cloudflare.com/durable-objects/platform/pricing/
-- column numerator: What one unit of the meter adds to the numerator of the SKU, before its switch
-- column numerator: [count]
select
    null::varchar as sku,
    null::varchar as meter,
    null::hugeint as numerator,
    null::varchar as numerator_switch,
    null::varchar as only_switch,
    null::varchar as only_value,
    null::boolean as is_needed,
    null::varchar as source_url
where false
