-- What each tenant would be told now, line by line: what it owes by your own price list where the
-- period has one, else its part of the line, beside the list price of the whole line. A markup is
-- not told. Lines that the list does not price are left out, and lines at $0.00 without use.
-- grain: account, period_id, tenant, line_key
-- column amount_usd: What the tenant pays for the line: by your own price list, else its part [USD]
-- column line_key: Line of the statement of the tenant
-- column says: How the amount comes about, without a word on other tenants; null with an own price
with listed as (select distinct account, period_id from params.tenant_prices),
lines as (
    select
        account,
        period_id,
        tenant,
        line_key || coalesce(' ' || w.part, '') as line_key,
        line_number,
        name || coalesce(', ' || w.says, '') as name,
        quantity,
        unit,
        'list price ' || price_says as price_says,
        usd as amount_usd,
        says_alone as says
    from report.chargeback_lines
    left join (
        select unnest(['unattributed', 'block_residue', 'allowance']) as part,
            unnest(['shared costs', 'rounding up to blocks', 'allowance kept']) as says
    ) as w on w.part = component
    anti join listed using (account, period_id)
    union all
    select
        o.account,
        o.period_id,
        o.tenant,
        o.line,
        coalesce(l.line_number, 0),
        coalesce(l.name, if(o.line = 'fee', 'Fee', k.name), o.line),
        o.quantity,
        replace(plural_unit(o.quantity, k.unit), '_', ' '),
        case
            when o.line = 'fee' then dollars(o.owed_usd) || ' a period'
            when o.price_usd is not null then
                unit_price_words(o.price_usd, o.per_quantity, k.unit)
                || if(o.included_quantity > 0,
                    ' after ' || grouped_digits(o.included_quantity), '')
        end,
        o.owed_usd,
        null
    from reconcile.owed_lines as o
    left join report.chargeback_statement as l
        on l.account = o.account and l.period_id = o.period_id and l.line_key = o.line
    left join ref.skus as k on k.sku = o.sku
    where o.owed_usd is not null
)
select * from lines
where tenant <> 'unattributed' and (amount_usd <> 0 or quantity > 0)
