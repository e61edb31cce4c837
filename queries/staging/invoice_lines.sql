-- Invoice lines with dates, quantities and money as typed values, and with exclusive ends. The
-- number of printed decimals is kept, because a quantity is known to half of its last digit. A
-- value that cannot be read, a number beyond 18 digits and a price beyond 12 are null here and
-- named by checks.invoice_lines. A tier row divides the line above it. Where that line already
-- includes it, the tier row is a detail: sums of money and quantity leave details out.
-- grain: invoice_id, line_number
-- kind: table
-- column amount_usd: Amount that the line prints [USD]
with printed as (
    select
        invoice_id,
        account,
        line_number,
        tier_of,
        trim(description) as description,
        wording_of(description) as wording,
        regexp_matches(
            trim(description), '^(First|Next|Above|Over|After|Remaining) [\d,.]+\+?$'
        ) as is_tier,
        try_cast(period_start as date) as starts_on,
        exclusive_end(try_cast(period_start as date), try_cast(period_end as date)) as ends_on,
        is_end_exclusive(try_cast(period_start as date), try_cast(period_end as date))
            as is_end_exclusive,
        try_cast(printed_number(quantity) as decimal(27, 9))::decimal(38, 9) as quantity,
        length(split_part(printed_number(quantity), '.', 2)) as quantity_decimals,
        try_cast(printed_number(unit_price) as decimal(24, 12))::decimal(38, 12) as unit_price_usd,
        case when regexp_matches(printed_number(per), '^0*[1-9]\d{0,17}$')
            then printed_number(per)::hugeint end as per_quantity,
        try_cast(printed_number(amount) as decimal(20, 2))::decimal(38, 2) as amount_usd
    from raw.invoice_lines
),
tiered as (
    select * exclude (is_tier) replace (
        coalesce(
            tier_of,
            case when is_tier then max(if(is_tier, null, line_number)) over (
                partition by invoice_id order by line_number
            ) end
        ) as tier_of
    )
    from printed
)
select
    *,
    tier_of is not null and coalesce(
        max(amount_usd) filter (where tier_of is null) over same_line <> 0
            or max(quantity) filter (where tier_of is null) over same_line
                >= sum(quantity) filter (where tier_of is not null) over same_line,
        false
    ) as is_detail
from tiered
window same_line as (partition by invoice_id, coalesce(tier_of, line_number))
