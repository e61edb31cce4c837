-- Lines whose invoiced amount differs from the prediction, with the terms of the variance in words.
-- grain: account, period_id, line_key
with terms as (
    select
        account,
        period_id,
        line_key,
        bool_or(term = 'cut_off') as is_cut_off,
        string_agg(case
            when count_of_terms > 1 and usd <> 0
                then printf('%s (%s)', rtrim(says, '.'), dollars(usd)) || '.'
            else says
        end, ' ' order by term_number) as says
    from (
        select
            *,
            count(*) filter (where usd <> 0) over (partition by account, period_id, line_key)
                as count_of_terms
        from findings.terms
    )
    group by account, period_id, line_key
)
select
    l.account,
    l.period_id,
    l.line_key,
    abs(l.variance_usd) as usd,
    case
        when l.status = 'unpriced' and l.invoiced_usd is null then printf(
            '%s is used, and it has no price on some day of its usage. What it costs is not known.',
            coalesce(k.name, l.invoice_line)
        )
        else printf(
            '%s: invoiced %s, predicted %s.%s%s',
            coalesce(k.name, l.invoice_line),
            coalesce(dollars(l.invoiced_usd), 'nothing'),
            coalesce(dollars(l.predicted_usd), 'nothing'),
            case
                when l.status = 'unpriced' and l.variance_usd is null
                    then ' It has no price on some day of its usage.'
                when l.status = 'not_predicted' then ' It is metered, but no usage was found.'
                else ''
            end,
            coalesce(' ' || t.says, '')
        )
    end as says
from reconcile.lines as l
left join ref.skus as k using (sku)
left join terms as t using (account, period_id, line_key)
where (l.variance_usd <> 0 and l.status <> 'within_sampling')
    or l.status = 'unpriced'
    or t.is_cut_off
