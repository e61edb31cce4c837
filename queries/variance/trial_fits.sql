-- The allowance and rounding that explain the charged amount of a line, at its quantity and printed
-- price. Ours are taken if they give the amount to the cent. Next come blocks counted on each
-- printed part, which only a line of several parts has, then the first other single one. A quantity
-- printed before the allowance may come with another rounding too. If nothing gives the amount,
-- nothing is assumed, except that such a quantity was charged whole.
-- grain: account, period_id, line_key
-- kind: table
with fits as (
    select
        t.*,
        case
            when t.allowed = 'included' and t.rounded = 'own' then 1
            when t.rounded = 'apart' then 2
            when t.allowed = 'none' and t.rounded = 'own' then 3
            when t.allowed = 'included' or f.factor = 'allowance' then 4
        end as rank
    from variance.trials as t
    join variance.quantity_factors as f using (account, period_id, line_key)
    where t.counted = 'theirs' and t.priced = 'printed' and t.amount_usd = f.charged_usd
),
best as (
    select account, period_id, line_key, allowed, rounded
    from fits
    where rank is not null
    qualify row_number() over (
        partition by account, period_id, line_key
        order by rank, allowed,
            list_position(['own', 'none', 'floor', 'nearest'], rounded)
    ) = 1
)
select
    f.account,
    f.period_id,
    f.line_key,
    coalesce(
        b.allowed,
        case when f.factor = 'allowance' and f.line_shape <> 'tier' then 'none' end,
        'included'
    ) as allowed,
    coalesce(b.rounded, 'own') as rounded,
    b.line_key is not null as is_revealed
from variance.quantity_factors as f
left join best as b using (account, period_id, line_key)
