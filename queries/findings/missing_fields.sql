-- Fields and dimensions that the saved answers of a dataset lack. The finding says on how many
-- days, which SKUs that affects, and what the invoice charges for them. A dimension that a list of
-- the REST API would explain is missing where that list is missing.
-- grain: account, period_id, dataset, lacks, says
with days as (
    select account, period_id, dataset, lacks, meter, count(distinct usage_on) as days,
        min(usage_on) as first_on, max(usage_on) as last_on
    from usage.coverage
    anti join usage.repeated_days using (account, meter, usage_on)
    where lacks is not null
        and is_missing_status(status) and status <> 'late'
    group by account, period_id, dataset, lacks, meter
),
lines as (
    select d.account, d.period_id, d.dataset, d.lacks, k.sku, max(d.days) as days,
        min(d.first_on) as first_on, max(d.last_on) as last_on
    from days as d
    join ref.sku_meters as k using (meter)
    group by d.account, d.period_id, d.dataset, d.lacks, k.sku
),
-- Of a line that is known but for some days, what the invoice charges beyond the prediction.
charged as (
    select account, period_id, sku, status <> 'missing' as is_rest,
        if(status = 'missing', invoiced_usd, greatest(variance_usd, 0)) as charged_usd
    from reconcile.lines
    where sku is not null and invoiced_usd is not null
),
lists as (
    select d.dataset, printf('dimensions.%s.', d.dimension) as head, any_value(l.says) as list
    from ref.dataset_dimensions as d
    join ref.rest_lists as l on list_contains(string_split(l.kinds, '|'), d.kind)
    group by d.dataset, d.dimension
)
select
    d.account,
    d.period_id,
    d.dataset,
    d.lacks,
    coalesce(sum(r.charged_usd), sum(c.lost_usd), 0)::decimal(38, 2) as usd,
    printf(
        '%s: %s %s. %s: %s',
        d.dataset,
        coalesce(
            'the list of ' || any_value(i.list) || ' is not loaded, which the answers need',
            d.lacks || ' is not in the answers'
        ),
        case when max(d.days) = 1 then 'of ' || min(d.first_on)::varchar
            else printf('of %d days, %s to %s', max(d.days), min(d.first_on)::varchar,
                max(d.last_on)::varchar)
        end,
        case when bool_or(l.status = 'missing')
            then 'The usage of ' || string_agg(distinct s.name, ', ' order by s.name)
                || ' is unknown'
            else string_agg(distinct s.name, ', ' order by s.name) || ' is counted without '
                || case when max(d.days) = 1 then 'that day' else 'those days' end
        end,
        coalesce(
            'the invoice charges ' || dollars(sum(r.charged_usd))
                || if(bool_or(r.is_rest), ' more.', '.'),
            case when sum(c.lost_usd) > 0
                then 'up to ' || dollars(sum(c.lost_usd)) || ' more, by the days before and after.'
            end,
            'missing usage is not $0.00. ' || if(
                any_value(i.list) is null, 'Request the field, and load the answers again.',
                'Fetch the list with pull, or load its answer.'
            )
        )
    ) as says
from lines as d
join ref.skus as s using (sku)
left join reconcile.lines as l using (account, period_id, sku)
left join charged as r using (account, period_id, sku)
left join lists as i on i.dataset = d.dataset and starts_with(d.lacks, i.head)
left join params.selection as p on true
left join rating.suspect_charges as c
    on c.account = d.account and c.period_id = d.period_id and c.sku = d.sku
    and c.scenario = p.scenario
group by d.account, d.period_id, d.dataset, d.lacks
