-- Usage of a SKU in each price segment, with the running total of its count. The allowance and the
-- blocks are counted on running totals, so nothing is rounded twice. Usage that a daily allowance
-- covers is summed beside it, day by day. An allowance of the period is given once: `earlier` is
-- what previous counts used of it. `ahead` and `behind` are what SKUs that share it use before and
-- after this one; `count_ahead` is `ahead` within this count.
-- grain: account, period_id, scenario, sku, from_on
-- kind: table
-- partition: account, period_id
with days as (
    select q.*, coalesce(o.ahead, 0) as ahead, coalesce(o.behind, 0) as behind
    from rating.day_quantities as q
    left join rating.pool_quantities as o using (account, period_id, scenario, sku, usage_on)
    union all by name
    select o.*, 0 as numerator
    from rating.pool_quantities as o
    anti join rating.day_quantities using (account, period_id, scenario, sku, usage_on)
    semi join rating.day_quantities using (account, period_id, scenario, sku)
),
added as (
    select
        s.account,
        s.period_id,
        q.scenario,
        s.sku,
        s.from_on,
        s.count_number,
        any_value(s.allowance) in ('period', 'calendar_month') as is_once,
        any_value(q.denominator) as denominator,
        coalesce(sum(
            least(q.numerator, greatest(s.included_quantity * q.denominator - q.ahead, 0))
        ) filter (where q.usage_on >= s.from_on and q.usage_on < s.to_on), 0)::hugeint
            as added_daily_included,
        coalesce(sum(q.numerator) filter (
            where q.usage_on >= s.from_on and q.usage_on < s.to_on
        ), 0)::hugeint as added,
        coalesce(sum(q.ahead) filter (
            where q.usage_on >= s.from_on and q.usage_on < s.to_on
        ), 0)::hugeint as added_ahead,
        coalesce(sum(q.behind) filter (
            where q.usage_on >= s.from_on and q.usage_on < s.to_on
        ), 0)::hugeint as added_behind
    from rating.price_segments as s
    join days as q on q.account = s.account and q.period_id = s.period_id and q.sku = s.sku
    group by s.account, s.period_id, q.scenario, s.sku, s.from_on, s.count_number
)
select
    * exclude (added_ahead, added_behind),
    (sum(added) over so_far)::hugeint as running,
    (sum(added_daily_included) over so_far)::hugeint as running_daily_included,
    case when is_once
        then sum(added) over all_so_far - sum(added) over so_far else 0 end::hugeint as earlier,
    (case when is_once then sum(added_ahead) over whole else sum(added_ahead) over same_count end)
        ::hugeint as ahead,
    (sum(added_ahead) over same_count)::hugeint as count_ahead,
    (case when is_once then sum(added_behind) over whole else sum(added_behind) over same_count end)
        ::hugeint as behind
from added
window
    whole as (partition by account, period_id, scenario, sku, is_once),
    all_so_far as (partition by account, period_id, scenario, sku, is_once order by from_on),
    same_count as (partition by account, period_id, scenario, sku, count_number),
    so_far as (partition by account, period_id, scenario, sku, count_number order by from_on)
