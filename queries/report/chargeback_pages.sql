-- What the file of one tenant shows, a row a tenant: its amount, its lines and its days. Nothing in
-- it is of another tenant or of the account as a whole.
-- grain: account, period_id, tenant
-- column days: Days with what the tenant pays on each and the length of its bar
-- column lines: Lines of the tenant with quantity, price, amount and how it comes about
-- column most_usd: Greatest amount of a day; null where the tenant has no days [USD]
with lines as (
    select account, period_id, tenant, list({
        'product': product, 'name': name, 'quantity': quantity, 'unit': unit,
        'price_says': price_says, 'price_usd': price_usd, 'per_quantity': per_quantity,
        'effective_price_usd': effective_price_usd, 'usd': usd,
        'invoice_numbers': invoice_numbers, 'says': says_alone
    } order by usd desc, line_number) as lines
    from report.chargeback_lines
    where usd <> 0 or quantity > 0
    group by account, period_id, tenant
),
days as (
    select account, period_id, tenant, max(usd) as most_usd, list({
        'usage_on': usage_on::varchar, 'usd': usd, 'bar_permille': bar_permille
    } order by usage_on) as days
    from report.chargeback_tenant_days
    group by account, period_id, tenant
)
select
    t.account,
    t.period_id,
    t.tenant_rank,
    t.tenant,
    t.usd,
    t.currency,
    d.most_usd,
    coalesce(l.lines, []) as lines,
    coalesce(d.days, []) as days
from report.chargeback_tenants as t
left join lines as l using (account, period_id, tenant)
left join days as d using (account, period_id, tenant)
