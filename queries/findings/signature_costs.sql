-- What a behaviour costs in all, the SKU that costs most and its name, and the parts in words.
-- Of SKUs that cost the same the last by name is named. A part is dollars, or the share of an
-- allowance that it uses without costing anything. With usage that has no price the cost is
-- unknown.
-- grain: account, period_id, signature, place
-- column main_name: Name of the SKU of which the behaviour costs most
select
    account,
    period_id,
    signature,
    place,
    case when count(usd) = count(*) then sum(usd)::decimal(38, 2) end as usd,
    arg_max(sku, (usd, coalesce(allowance_percent, 0), sku)) as main_sku,
    arg_max(k.name, (usd, coalesce(allowance_percent, 0), sku)) as main_name,
    max(allowance_percent) as allowance_percent,
    array_to_string(
        list(
            k.name || ' ' || case when c.usd is null then 'without a price'
                when c.usd > 0 then dollars(c.usd) else printf(
                '$0.00 (%s %% of its allowance)', grouped_digits(c.allowance_percent)
            ) end
            order by c.usd desc, c.allowance_percent desc, k.name
        ) filter (where c.usd is null or c.usd > 0 or c.allowance_percent >= 10), ', '
    ) as parts
from findings.signature_charges as c
join ref.skus as k using (sku)
group by account, period_id, signature, place
