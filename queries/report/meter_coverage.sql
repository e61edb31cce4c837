-- How much of a billing period is known of each meter, and what its answers do not have. A future
-- day is not missing.
-- grain: account, period_id, meter
-- column days_missing: Days that are missing, as a list; null where none is [day UTC]
-- column days_suspect: Days that may have lost usage, as a list; null where none has [day UTC]
-- column lacks: Field or dimension that answers of missing days do not have; null where nothing is
-- column lacks: lacking
with days as (
    select
        account,
        period_id,
        dataset,
        meter,
        usage_on,
        bool_and(status in ('complete', 'sampled') or status = 'suspect' and is_accepted)
            as is_complete,
        bool_or(is_missing_status(status)) as is_missing,
        bool_or(status = 'suspect' and not is_accepted) as is_suspect,
        max(evidence_rank(evidence)) as evidence_rank,
        max(lacks) as lacks,
        bool_or(has_answer) as has_answer
    from usage.coverage
    group by account, period_id, dataset, meter, usage_on
)
select
    d.account,
    d.period_id,
    d.meter,
    d.dataset,
    count(*) as days_expected,
    count(*) filter (where d.is_complete) as days_complete,
    list(strftime(d.usage_on, '%Y-%m-%d') order by d.usage_on) filter (where d.is_missing)
        as days_missing,
    case when bool_or(d.has_answer)
        then coalesce(min(d.usage_on) filter (where not d.is_complete), any_value(p.ends_on))
    end as complete_to,
    evidence_name(max(d.evidence_rank)) as evidence,
    max(d.lacks) filter (where d.is_missing) as lacks,
    list(strftime(d.usage_on, '%Y-%m-%d') order by d.usage_on)
        filter (where d.is_suspect and not d.is_missing) as days_suspect
from days as d
join params.periods as p using (account, period_id)
group by d.account, d.period_id, d.meter, d.dataset
