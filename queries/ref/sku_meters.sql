-- Which meters make a SKU, each with its numerator: the number given here times the scenario switch
-- named here, and only where a switch has a certain value if one is named. What is not needed
-- counts where answers of it were saved: not every account has that product.
-- grain: sku, meter
-- kind: declaration
-- see: https://developers.cloudflare.com/durable-objects/platform/pricing/
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
