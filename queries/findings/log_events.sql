-- The sentence about Workers Logs where the loaded logs give it a cost, or where it is known to be
-- in use: the band of findings.log_event_bands. The line itself stays without a prediction.
-- grain: account, period_id, sku
select
    b.account,
    b.period_id,
    b.sku,
    0::decimal(38, 2) as usd,
    printf(
        'No source counts %s. The logs of %d of %d days give 0 to %s %s (%s): %s invocation(s) '
        || 'and %s line(s) that they wrote%s. Low is without Workers Logs; what head sampling '
        || 'leaves out is not known.',
        k.name,
        b.days,
        b.period_days,
        short_digits(b.high_quantity),
        plural_unit(2, k.unit),
        case when b.high_usd = 0 then '$0.00' else '$0.00 to ' || dollars(b.high_usd) end,
        grouped_digits(b.invocations),
        grouped_digits(b.log_events - b.invocations),
        case when b.sku = 'workers_logs.log_events' then ''
            else printf(', %s bytes each, the typical size', grouped_digits(b.event_bytes)) end
    ) as says
from findings.log_event_bands as b
join ref.skus as k using (sku)
left join reconcile.lines as l
    on l.account = b.account and l.period_id = b.period_id and l.line_key = b.sku
    and l.status = 'not_metered'
where b.high_usd > 0 or l.line_key is not null
