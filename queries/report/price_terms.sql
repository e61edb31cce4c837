-- How each SKU is billed by its newest price, a sentence a row: what is free, which SKUs share the
-- allowance, how the rest is rounded, over what a quantity is measured, and which switches change
-- it.
-- grain: sku, section, place
-- column place: Order of the sentences in the section [rank]
with newest as (
    select h.*, k.denominator_switch, k.denominator_switch_2, replace(k.unit, '_', ' ') as unit,
        replace(plural_unit(2, k.unit), '_', ' ') as units
    from report.price_history as h
    join ref.skus as k using (sku)
    where h.is_newest
),
switched as (
    select sku, unnest([denominator_switch, denominator_switch_2]) as switch from newest
    union
    select sku, unnest([numerator_switch, only_switch]) from ref.sku_meters
    union
    select sku, 'rounding' from newest where rounding = 'block'
    union
    select sku, 'allowance' from newest where allowance in ('period', 'day', 'calendar_month')
    union
    select sku, 'neurons_allowance' from newest where allowance = 'day'
)
select sku, 'allowance' as section, 1 as place, case allowance
        when 'unlimited' then 'Nothing is charged, however much is used.'
        when 'none' then 'Nothing is included.'
        else printf(
            'The first %s %s of %s are included.', grouped_digits(included_quantity), units,
            case allowance when 'day' then 'a UTC day' when 'calendar_month'
                then 'a calendar month' else 'a period' end
        )
    end as says, grade, source_url
from newest
where aggregation <> 'flat'
union all
select p.sku, 'allowance', 1 + o.take_order, printf(
        '%s of the same allowance%s.', o.sku,
        if(o.take_order < p.take_order, ' is served before it', ' is served after it')
    ), o.grade, o.source_url
from ref.allowance_pools as p
join ref.allowance_pools as o on o.pool = p.pool and o.sku <> p.sku
union all
select f.sku, 'allowance', 9, printf(
        'The Workers Free plan allows %s %s %s.',
        case f.limit_denominator when 1 then grouped_digits(f.limit_numerator)
            else printf('%d/%d', f.limit_numerator, f.limit_denominator) end,
        n.units, case f.per when 'total' then 'in all' else 'a ' || f.per end
    ), 'documented', f.source_url
from ref.free_limits as f
join newest as n using (sku)
union all
select sku, 'rounding', 1, case rounding
        when 'block' then printf(
            'What is over the allowance is billed in whole blocks of %s: one begun is billed.',
            if(per_quantity = 1, 'a ' || unit, grouped_digits(per_quantity) || ' ' || units)
        )
        when 'nearest' then 'The quantity of the period is rounded to the nearest whole unit.'
        else 'Nothing is rounded but the amount, to the cent.'
    end, grade, source_url
from newest
where aggregation <> 'flat' and allowance <> 'unlimited'
union all
select sku, 'rounding', 2, case aggregation
        when 'daily_peak' then 'The peaks of all days are added and divided by 30.'
        when 'hour_mean' then 'Hours are added and divided by 720.'
        when 'daily_peak_mean' then 'The mean of the peaks of all days counts.'
        when 'distinct_day' then 'Each is counted once a UTC day, and the days are added.'
        when 'prepaid' then 'It is bought ahead.'
    end, grade, source_url
from newest
where aggregation not in ('sum', 'flat') and allowance <> 'unlimited'
union all
select s.sku, 'switches', row_number() over (partition by s.sku order by s.switch),
    printf('%s (%s): %s.', s.switch, case w.allowed when 'whole' then 'a whole number'
        else replace(w.allowed, '|', ' or ') end, w.says), null, null
from switched as s
join ref.switches as w using (switch)
