-- The columns of the FOCUS datasets that `report focus` writes, and whether it writes them:
-- mandatory ones, and conditional ones whose condition holds for Cloudflare's bills. `is_verified`
-- is false where the rule about null values was read in a draft of the page only.
-- grain: dataset, column_id
-- kind: declaration
-- see: https://focus.finops.org/focus-specification/
-- column dataset: Dataset of FOCUS: CostAndUsage, InvoiceDetail or BillingPeriod
-- column dataset: https://focus.finops.org/focus-specification/
select
    null::varchar as dataset,
    null::integer as place,
    null::varchar as column_id,
    null::varchar as feature_level,
    null::boolean as is_nullable,
    null::varchar as data_type,
    null::varchar as sql_type,
    null::boolean as is_written,
    null::boolean as is_verified,
    null::varchar as condition
where false
