-- What a person has stated about an account: its plan and, where no invoice shows it, the day of
-- the month on which its billing periods start.
-- grain: account
-- kind: declaration
select
    null::varchar as account,
    null::varchar as plan,
    null::integer as anchor_day
where false
