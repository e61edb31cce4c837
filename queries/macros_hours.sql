-- A range of hours of a day as bits, the end exclusive: bit 0 is the hour that begins at midnight.
create or replace macro hour_bits(from_hour, to_hour) as
    ((1 << to_hour::integer) - 1) & ~((1 << from_hour::integer) - 1);

-- The first and the last hour whose bit is set; at least one must be.
create or replace macro first_hour(bits) as bit_count((bits & -bits) - 1);

create or replace macro last_hour(bits) as length(bin(bits)) - 1;
