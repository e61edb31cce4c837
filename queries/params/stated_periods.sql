-- Billing periods that a person has stated with --period FROM..TO, or that an estimate is for.
-- grain: account, starts_on
-- kind: declaration
select
    null::varchar as account,
    null::date as starts_on,
    null::date as ends_on
where false
