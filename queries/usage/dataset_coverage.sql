-- The coverage ledger by dataset. A slot has the status of its worst meter, and is `partial` if
-- some meters are known and others are not known at all. The row also has the difference between
-- the day's split and its total.
-- grain: account, period_id, dataset, starts_at
-- kind: table
-- column split: Split of the differing meter; null where none differs [unit of the meter]
-- column total: Total of the differing meter; null where none differs [unit of the meter]
with slots as (
    select
        account,
        period_id,
        dataset,
        usage_on,
        starts_at,
        ends_at,
        bool_or(has_answer) as has_answer,
        bool_or(is_accepted) as is_accepted,
        count(distinct status) as kinds,
        bool_or(status in ('missing', 'refused')) as is_unknown,
        arg_max(status, list_position([
            'complete', 'sampled', 'suspect', 'late', 'provisional', 'partial', 'truncated',
            'missing', 'refused'
        ], status)) as worst_status,
        evidence_name(max(evidence_rank(evidence))) as evidence,
        max(reason) as reason
    from usage.coverage
    group by account, period_id, dataset, usage_on, starts_at, ends_at
)
select
    s.account,
    s.period_id,
    s.dataset,
    s.usage_on,
    s.starts_at,
    s.ends_at,
    s.has_answer,
    case when s.kinds > 1 and s.is_unknown then 'partial' else s.worst_status end as status,
    s.evidence,
    s.is_accepted,
    f.meter as differing_meter,
    f.total,
    f.split,
    f.difference,
    s.reason
from slots as s
left join usage.split_differences as f using (account, period_id, dataset, usage_on)
