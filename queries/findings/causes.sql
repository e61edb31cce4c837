-- Findings grouped by cause, a row per cause, in the order in which they are shown. Causes that
-- cost money come first: by the rank of their kind, and within a kind the largest amount first.
-- Causes at $0.00 follow. The dollars of a variance are signed and add up to the variance of its
-- lines. Commands print up to three findings below a cause, or what all its lines have in common.
-- `findings_hidden` counts the findings that are not printed.
-- grain: account, period_id, cause_number
with found as materialized (
    from findings.next_commands
),
amounts as (
    select account, period_id, cause, 1 as finding_rank, true as is_line, usd, says,
        printf('%s %s', name, dollars(usd)) as named
    from findings.line_causes
    union all
    select account, period_id, cause, finding_rank, kind in ('variance', 'no tenant', 'sampling'),
        usd, says, null
    from found
    where kind <> 'variance' or usd is null
),
members as (
    select
        account,
        period_id,
        cause,
        count(*) as findings,
        list(says order by usd desc nulls last, says) as sentences,
        first(next_command order by usd desc nulls last, says) as next_command,
        first(is_dated order by usd desc nulls last, says) as is_dated
    from found
    group by account, period_id, cause
),
causes as (
    select
        account,
        period_id,
        cause,
        min(finding_rank) as finding_rank,
        count(*) as parts,
        bool_and(is_line) as is_of_lines,
        coalesce(sum(usd), 0)::decimal(38, 2) as usd,
        coalesce(sum(abs(usd)), 0)::decimal(38, 2) as moved_usd,
        case when count(*) > 1 and count(distinct says) = 1 and count(named) = count(*)
            then any_value(says) end as common,
        list(named order by abs(usd) desc, named) filter (where named is not null) as names
    from amounts
    group by account, period_id, cause
),
listed as (
    select * exclude (names), array_to_string(names[:8], ', ')
        || if(len(names) > 8, printf(' and %d more.', len(names) - 8), '.') as names
    from causes
)
select
    c.account,
    c.period_id,
    row_number() over (
        partition by c.account, c.period_id
        order by c.moved_usd > 0 desc, c.finding_rank, c.moved_usd desc, c.cause
    ) as cause_number,
    c.cause,
    c.usd,
    c.parts,
    coalesce(m.findings, 0) as findings,
    case when c.parts = 1 then printf(
        '%s: %s%s', c.cause, if(c.moved_usd > 0, dollars(c.usd) || '. ', ''),
        coalesce(m.sentences[1], c.names)
    ) else printf(
        '%s: %s%d %ss', c.cause, if(c.moved_usd > 0, dollars(c.usd) || ' over ', ''), c.parts,
        if(c.is_of_lines, 'line', 'finding')
    ) end as says,
    case
        when c.parts = 1 then []
        when c.common is not null then [c.common, c.names]
        when m.findings > 4 then m.sentences[:3] || [printf('... and %d more.', m.findings - 3)]
        else coalesce(m.sentences, [c.names])
    end::varchar[] as details,
    case
        when c.parts = 1 then 0
        when c.common is not null then coalesce(m.findings, 0)
        when m.findings > 4 then m.findings - 3
        else 0
    end as findings_hidden,
    m.next_command,
    m.is_dated
from listed as c
left join members as m using (account, period_id, cause)
