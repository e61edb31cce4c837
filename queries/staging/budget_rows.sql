-- Your budgets with spaces and case made uniform, and with amounts and days as typed values. A
-- value that cannot be read is null here and named by staging.budget_problems.
-- grain: load_id, line
-- kind: table
-- empty without: raw.budgets
with trimmed as (
    select
        load_id,
        account,
        line,
        lower(trim(scope)) as scope,
        nullif(trim(name), '') as name,
        nullif(ltrim(trim(amount_usd), '$'), '') as amount,
        nullif(trim(valid_from), '') as valid_from,
        nullif(trim(valid_to), '') as valid_to,
        json_extract_string(other_fields, '$.account') as named_account,
        regexp_matches(other_fields, '"column\d+":"') as is_too_long
    from raw.budgets
)
select
    * exclude (name),
    case scope when 'sku' then lower(name) else name end as name,
    case when regexp_matches(amount, '^\d{1,12}(\.\d{1,2})?$')
        then amount::decimal(38, 2)
    end as amount_usd,
    written_day(valid_from, date '0001-01-01') as from_on,
    written_day(valid_to, date '9999-12-31') as to_on
from trimmed
