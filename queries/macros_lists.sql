-- Values of the lists that people write: maps, policies, prices. What cannot be read is null.

-- A day, `2026-10-04`; nothing means a day that is given.
create or replace macro written_day(said, otherwise) as
    case when said is null then otherwise
        when regexp_matches(said, '^\d{4}-\d{2}-\d{2}$') then try_cast(said as date)
    end;

-- A share of one in whole billionths: at most nine decimals, at most 1.
create or replace macro written_share(said) as
    case when regexp_matches(said, '^(0?\.\d{1,9}|[01](\.0{0,9})?)$')
        then (said::decimal(19, 9) * 1000000000::decimal(10, 0))::hugeint
    end;
