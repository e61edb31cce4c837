-- The datasets that an account's prediction needs: those saved at least once, those that count on
-- the same SKU as one of them, and those that ref.dataset_siblings derives from the usage of
-- another or from a loaded list of namespaces. A dataset with refused answers is needed if every
-- account has it or the product is seen in use. An active namespace that stores nothing in SQLite
-- and is in no list may store key-value data. What the account's logs or its billable-usage feed
-- give instead is not needed. `because` names the reason.
-- grain: account, dataset
-- kind: table
with listed as (
    select distinct t.account, m.dataset
    from usage.listed_things as t
    join ref.listed_skus as l using (kind)
    join ref.sku_meters as k using (sku)
    join ref.meters as m using (meter)
),
saved as (
    select c.account, c.dataset
    from staging.captures as c
    left join ref.datasets as d using (dataset)
    left join listed as l on l.account = c.account and l.dataset = c.dataset
    group by c.account, c.dataset
    having bool_or(coalesce(d.is_everywhere, true) or l.dataset is not null or c.row_count > 0)
        or bool_and(c.error_message is null)
        or not bool_and(c.error_message is null or regexp_matches(lower(c.error_message),
            'not enabled|not have access|not entitled|not authorized|unknown field|cannot query'
                || '|older than'))
),
shown as (
    select distinct account, source as sibling, meter from usage.sibling_groups
    union all
    select account, unnest(['namespaces', case is_sqlite when true then 'sqlite namespaces'
        when false then 'key-value namespaces' end]), null
    from staging.namespaces
    where account in (select account from saved)
    union all
    select account, 'key-value namespaces', null from usage.unlisted_namespaces
),
given as (
    select distinct l.account, m.dataset
    from logs.meters as l
    join ref.meters as m using (meter)
    union
    select distinct f.account, m.dataset
    from usage.feed_days as f
    join ref.sku_meters as k using (sku)
    join ref.meters as m using (meter)
),
derived as (
    select s.account, b.dataset, max(b.says) as because
    from shown as s
    join ref.dataset_siblings as b
        on b.sibling = s.sibling and b.is_saved
        and (b.sibling_meter is null or b.sibling_meter = s.meter)
    anti join given as g on g.account = s.account and g.dataset = b.dataset
    group by s.account, b.dataset
),
needed as (
    select account, dataset, null as because from saved
    union all
    select s.account, m.dataset, null
    from saved as s
    join ref.meters as own on own.dataset = s.dataset
    join ref.sku_meters as k on k.meter = own.meter
    join ref.sku_meters as other on other.sku = k.sku and coalesce(other.is_needed, true)
    join ref.meters as m on m.meter = other.meter and m.dataset is not null
    union all
    select account, dataset, because from derived
)
select
    account,
    dataset,
    case when count(*) = count(because) then max(because) end as because
from needed
group by account, dataset
