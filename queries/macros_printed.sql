-- Reads and writes printed text: figures and wordings of invoices, and quantities for people.
-- As in macros.sql, no macro reads a table and none uses floating point. DuckDB writes an argument
-- out wherever a macro names it, and macros within macros multiply that. So an argument that would
-- be named often is put into a list of one and named by a lambda.

-- A printed number as plain digits: "$1,234.50" and "1 234.50" are 1234.50, "(5.00)" is -5.00.
-- Blank is null. Text without groups of three digits, such as "12,50", stays: it is no number.
create or replace macro printed_number(printed) as
    case
        when regexp_matches(trim(printed), '^[(-]?(US)?[$]?\s?-?(\d+|\d{1,3}(,\d{3})+'
            || '|\d{1,3}([\s\x{A0}\x{202F}]\d{3})+)(\.\d+)?\)?$')
            and (trim(printed)[1] = '(') = (trim(printed)[-1] = ')')
            then if(trim(printed)[1] = '(', '-', '') || regexp_replace(printed, '[^0-9.-]', '', 'g')
        else nullif(trim(printed), '')
    end;

-- Whether printed text is a number, of any size.
create or replace macro is_number(printed) as
    regexp_matches(printed_number(printed), '^-?[0-9]+(\.[0-9]+)?$');

-- The wording of an invoice line: its description without parentheses, dashes and spaces uniform.
-- A lost glyph before a word was a parenthesis, elsewhere a dash.
create or replace macro wording_of(description) as
    trim(regexp_replace(
        regexp_replace(
            regexp_replace(description, '[–—\x{FFFD}]', '-', 'g'),
            '\(.*$|(^|\s)-[[:alnum:]].*$', ''
        ),
        '\s+', ' ', 'g'
    ));

-- The value of the last digit of a number printed with this many decimals.
create or replace macro last_digit(decimals) as
    case decimals
        when 0 then 1::decimal(10, 9)
        when 1 then 0.1::decimal(10, 9)
        when 2 then 0.01::decimal(10, 9)
        when 3 then 0.001::decimal(10, 9)
        when 4 then 0.0001::decimal(10, 9)
        when 5 then 0.00001::decimal(10, 9)
        else 0.000001::decimal(10, 9)
    end;

-- A decimal for people, without trailing zeros.
create or replace macro plain_digits(x) as
    regexp_replace(x::varchar, '^([^.]*)(?:\.|(\.[0-9]*[1-9]))0*$', '\1\2');

-- The same with commas between the thousands.
create or replace macro grouped_digits(x) as list_transform(
    [regexp_extract(plain_digits(x), '^(-?)([^.]*)(.*)$', ['sign', 'whole', 'rest'])],
    lambda digits: digits.sign
        || coalesce(try(format('{:,}', digits.whole::bigint)), digits.whole)
        || digits.rest
)[1];

-- A quantity for people who need no more than three decimals, from a thousand on none.
create or replace macro short_digits(x) as
    grouped_digits(if(abs(x) >= 1000, x::decimal(38, 0)::decimal(38, 3), x::decimal(38, 3)));

-- A percentage for people, to two decimals; what is less than half of the last is said to be less.
create or replace macro percent_words(percent) as
    case when percent > 0 and percent < 0.005::decimal(4, 3) then 'less than 0.01'
        else plain_digits(percent::decimal(28, 2)) end;

-- The plural of a unit, for people.
create or replace macro plural_unit(quantity, unit) as
    case
        when quantity = 1 or regexp_matches(unit, '(s|GB|USD_credit)$') then unit
        else regexp_replace(unit || 's', '([^aeiou])ys$', '\1ies')
    end;

-- A unit price for people: all its decimals, at least two.
create or replace macro unit_dollars(usd) as
    '$' || case when usd = usd::decimal(38, 2) then usd::decimal(38, 2)::varchar
        else plain_digits(usd) end;

-- What a price is asked for: "$12.50 per 1,000,000 GB-s", "$0.75 per GB-month".
create or replace macro unit_price_words(price_usd, per_quantity, unit) as
    printf('%s per %s%s', unit_dollars(price_usd),
        case when per_quantity = 1 then '' else grouped_digits(per_quantity) || ' ' end,
        replace(plural_unit(per_quantity, unit), '_', ' '));

-- A sum of money for people, with a minus before the dollar sign.
create or replace macro dollars(usd) as
    case when usd < 0 then '-$' else '$' end || abs(usd)::varchar;

-- A quantity as an invoice line of this shape prints it: whole billed units, the quantity before
-- the allowance (tier), or the quantity over the allowance, perhaps in units of a scale.
create or replace macro printed_quantity(shape, scale, numerator, billable, denominator, blocks) as
    case shape
        when 'unit' then blocks
        when 'tier' then ratio_9(numerator, denominator)
        when 'scaled' then ratio_9(billable, denominator * scale)
        else ratio_9(billable, denominator)
    end;

-- A printed quantity, which has 9 decimals at most, as a whole number of billionths.
create or replace macro billionths(quantity) as
    (quantity::decimal(38, 9) * 1000000000::decimal(10, 0))::hugeint;
