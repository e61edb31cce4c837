-- Subscriptions with a price that no SKU predicts, a row for each statement that should include
-- them.
-- grain: account, period_id, subscription_id
select
    s.account,
    p.period_id,
    s.subscription_id,
    coalesce(s.rate_plan_name, s.rate_plan) as rate_plan,
    coalesce(s.price_usd, 0)::decimal(38, 2) as usd,
    printf(
        'Nothing predicts the subscription %s (%s %s): %s.',
        coalesce(s.rate_plan_name, s.rate_plan),
        dollars(s.price_usd), s.frequency, s.says
    ) as says
from params.subscriptions as s
join params.periods as p
    on p.account = s.account and p.ends_on >= s.cycle_starts_on and p.ends_on < s.cycle_ends_on
where s.price_usd > 0 and s.says in (
    'no SKU is known for it', 'charged at times that are not known'
)
