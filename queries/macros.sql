-- Scalar arithmetic that the rules share. Macros take whole numbers and return whole numbers or
-- decimals. No macro reads a table and none uses floating point.

-- How many whole blocks of d cover n (n >= 0, d > 0).
create or replace macro ceil_div(n, d) as (n // d) + case when n % d > 0 then 1 else 0 end;

-- n / d to the nearest whole number, halves away from zero (d > 0).
create or replace macro half_up_div(n, d) as
    sign(n)::hugeint * ((abs(n) + (d // 2)::hugeint) // d);

-- a * b / d to the nearest whole number. Common factors with d are cancelled first, because the
-- product of a large quantity and a large price would not fit.
create or replace macro half_up_share(a, b, d) as half_up_div(
    (a // gcd(a, d)) * (b // gcd(b, d // gcd(a, d))),
    d // gcd(a, d) // gcd(b, d // gcd(a, d))
);

-- n / d to 9 decimals, for display only: no rule computes with it.
create or replace macro ratio_9(n, d) as
    half_up_div(n::hugeint * 1000000000, d)::decimal(28, 0) * 0.000000001::decimal(10, 9);

-- Whole cents as dollars.
create or replace macro cents_to_usd(cents) as cents::decimal(36, 0) * 0.01::decimal(2, 2);

-- Dollars as whole cents.
create or replace macro usd_to_cents(usd) as (usd::decimal(36, 2) * 100::decimal(3, 0))::hugeint;

-- A price in whole picodollars (a price has 12 decimals).
create or replace macro price_picos(price_usd) as
    (price_usd::decimal(38, 12) * 1000000000000::decimal(13, 0))::hugeint;

-- n in blocks of d as the rounding rule counts them, times d so that it stays a whole number.
create or replace macro rounded_units(n, d, rounding) as
    case rounding
        when 'block' then ceil_div(n, d) * d
        when 'floor' then (n // d) * d
        when 'nearest' then half_up_div(n, d) * d
        else n
    end;

-- The key of a resource that usage is counted on: an object of a namespace, a namespace, a script.
create or replace macro resource_key(account, namespace_id, object_id, script) as
    md5(concat_ws(
        '/', account, coalesce(namespace_id, ''), coalesce(object_id, ''), coalesce(script, '')
    ));

-- The key of any other resource: its kind and id.
create or replace macro kind_key(account, named) as md5(concat_ws('/', account, named));

-- The key of a resource that only logs name: an object, or a tenant of usage lines.
create or replace macro log_key(what, account, name) as
    md5(concat_ws('/', 'logs', what, account, name));

-- Evidence as a rank, so that the worst of several is the greatest.
create or replace macro evidence_rank(evidence) as
    case evidence when 'exact' then 0 when 'sampled' then 1 when 'inferred' then 2 else 3 end;

create or replace macro evidence_name(rank) as
    case rank when 0 then 'exact' when 1 then 'sampled' when 2 then 'inferred' else 'missing' end;

-- The largest-remainder method: divides whole cents by whole weights. Each owner gets the whole
-- cents of its quota, and the remaining cents go one each to the greatest remainders. A credit is
-- divided by its absolute value.
create or replace macro quota_base(cents, weight, weights) as (abs(cents) * weight) // weights;

create or replace macro quota_rest(cents, weight, weights) as (abs(cents) * weight) % weights;

create or replace macro quota_dealt(cents, base, bases, place) as
    sign(cents)::hugeint * (base + case when place <= abs(cents) - bases then 1 else 0 end);

-- Milliseconds that a span with a tail adds beyond the reach of earlier spans, within a range.
create or replace macro new_part_ms(starts_ms, ends_ms, reached_ms, tail_ms, from_ms, to_ms) as
    greatest(0, least(ends_ms + tail_ms, to_ms)
        - greatest(starts_ms, reached_ms + tail_ms, from_ms));

-- A share between 0 and 1 as whole millionths.
create or replace macro ratio_millionths(ratio) as
    (ratio::decimal(9, 6) * 1000000::decimal(7, 0))::hugeint;

-- The whole part of the square root of n (n >= 0), by Newton's method, as sqrt() is floating point.
create or replace macro whole_root(n) as
    case when n < 2 then n::hugeint else list_reduce(
        list_transform(range(70), lambda i: n::hugeint),
        lambda x, y: least(x, (x + y // x) // 2)
    ) end;

-- A whole number of units of a millionth of a millionth as a decimal.
create or replace macro picos_decimal(units) as
    units::decimal(26, 0) * 0.000000000001::decimal(12, 12);

-- A time that is UTC by custom as one that is UTC by its type, whatever the session's zone is.
create or replace macro utc_instant(utc_at) as make_timestamptz(epoch_us(utc_at::timestamp));
