-- Your own price list with spaces and case made uniform, and with prices, quantities and days as
-- typed values. A value that cannot be read is null here and named by
-- staging.tenant_price_problems. A markup is in millionths: 20 % is 200,000.
-- grain: load_id, line
-- kind: table
-- empty without: raw.tenant_prices
-- column included_quantity: What the own price list includes for each tenant [unit of the SKU]
-- column price_usd: Own price of a block, or the fee; null where the line is a markup [USD]
with trimmed as (
    select
        load_id,
        account,
        line,
        nullif(nullif(trim(tenant), ''), '*') as tenant,
        lower(trim(subject)) as subject,
        nullif(ltrim(trim(price_usd), '$'), '') as price,
        nullif(trim(per), '') as per,
        nullif(trim(included), '') as included,
        nullif(trim(markup), '') as markup,
        nullif(trim(valid_from), '') as valid_from,
        nullif(trim(valid_to), '') as valid_to,
        json_extract_string(other_fields, '$.account') as named_account,
        regexp_matches(other_fields, '"column\d+":"') as is_too_long
    from raw.tenant_prices
)
select
    *,
    case when regexp_matches(price, '^\d{1,12}(\.\d{1,12})?$')
        then price::decimal(38, 12)
    end as price_usd,
    case when per is null then 1 when regexp_matches(per, '^[1-9]\d{0,14}$')
        then per::hugeint
    end as per_quantity,
    case when included is null then 0 when regexp_matches(included, '^\d{1,18}$')
        then included::hugeint
    end as included_quantity,
    case when regexp_matches(markup, '^-?\d{1,6}(\.\d{1,4})? ?%$')
        then (rtrim(markup, ' %')::decimal(12, 4) * 10000::decimal(5, 0))::hugeint
    end as markup_millionths,
    written_day(valid_from, date '0001-01-01') as from_on,
    written_day(valid_to, date '9999-12-31') as to_on
from trimmed
