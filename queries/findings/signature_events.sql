-- Days on which Workers Logs kept many events for each request of the account, by the
-- billable-usage feed or by an estimate. No answer divides events among resources, so they belong
-- to no resource. All but one event per request could be saved.
-- grain: account, period_id, signature, usage_on
-- partition: account, period_id
-- see: https://developers.cloudflare.com/workers/observability/logs/workers-logs/#pricing
select
    q.account,
    q.period_id,
    s.signature,
    null::varchar as resource_key,
    q.usage_on,
    q.numerator // q.denominator as measured,
    t.total as per,
    'Workers Logs' as place,
    q.numerator // q.denominator - t.total as spared
from rating.day_quantities as q
join params.selection as c on c.scenario = q.scenario
join ref.signature_figures as g on g.figure = q.sku and g.role = 'spared_sku'
join ref.signatures as s on s.signature = g.signature
join usage.day_totals as t
    on t.account = q.account and t.period_id = q.period_id and t.usage_on = q.usage_on
    and t.meter = 'workers.requests' and t.total > 0
where q.numerator >= q.denominator * s.at_least
    and q.numerator * s.threshold_of >= q.denominator * t.total * s.threshold
