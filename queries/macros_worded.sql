-- Text that the rules share: meanings of invoice wordings, words for findings. None reads a table.
-- Lists of one with a lambda give a value a name, as in macros_printed.sql.

-- What the sibling of a dataset shows while the dataset shows nothing, as the end of a sentence.
create or replace macro sibling_words(sibling, level, shows, counted_as) as
    case sibling
        when 'feed' then 'the billable-usage feed has usage'
        when 'split' then 'the answers that divide it by resource have usage'
        when 'logs' then printf('the logs show %s %s', grouped_digits(shows), counted_as)
        else printf('%s %s %s',
            case level when 'account' then 'the account has' else 'its ' || level || 's have' end,
            grouped_digits(shows), counted_as)
    end;

-- The subscription that a line about a part of a period names: "Remaining time on Workers Paid
-- after 12 Oct 2026" is Workers Paid. Any other wording is null. The words are those of Stripe,
-- which prints the invoices; no real invoice with them was seen.
create or replace macro prorated_wording(wording) as
    nullif(regexp_extract(
        wording,
        '^(?:Unused|Remaining) time on (?:\d+ [x×] )?(.+?)(?: after .*)?$',
        1,
        'i'
    ), '');

-- A ratio for people, cut off: whole from ten on, below with up to two decimals. A ratio over
-- nothing is unknown.
create or replace macro short_ratio(n, d) as list_transform(
    [{'n': n, 'd': d}],
    lambda r: case
        when coalesce(r.d, 0) = 0 then 'unknown'
        when r.n >= r.d * 10 then grouped_digits(r.n // r.d)
        else plain_digits((r.n * 100 // r.d)::decimal(28, 0) * 0.01::decimal(3, 2))
    end
)[1];

-- A whole number in a sentence: "no" for none.
create or replace macro counted(n) as
    case when n is null then 'an unknown number of' when n = 0 then 'no'
        else grouped_digits(n) end;

-- A sum of money in a sentence that stands large: $13,488.87.
create or replace macro grouped_dollars(usd) as
    case when usd < 0 then '-$' else '$' end
        || grouped_digits(split_part(abs(usd)::varchar, '.', 1)::hugeint)
        || right(usd::decimal(38, 2)::varchar, 3);

-- A sentence with a value in place of each name in braces.
create or replace macro told(sentence, pairs) as list_reduce(
    list_prepend(sentence, list_transform(pairs, lambda pair: pair[1] || chr(31) || pair[2])),
    lambda text, pair: replace(
        text, '{' || split_part(pair, chr(31), 1) || '}', split_part(pair, chr(31), 2)
    )
);

-- A part in percent, from the least that it may be where that is known and less: "1.2 to 98".
create or replace macro percent_from(low, part, of) as list_transform(
    [[short_ratio(low * 100, of), short_ratio(part * 100, of)]],
    lambda percents: coalesce(nullif(percents[1], percents[2]) || ' to ', '') || percents[2]
)[1];

-- What a person calls the place of usage: the namespace of objects, a user Worker with its dispatch
-- namespace, a Worker, or any other resource by name.
create or replace macro place_name(namespace_name, namespace_id, resource_id, script, name) as
    coalesce(namespace_name, namespace_id, resource_id || '/' || script, script, name, resource_id);

-- What an addition below the lines of an invoice, such as its tax, is called.
create or replace macro addition_name(kind, invoice_number) as
    upper(kind[1]) || replace(kind[2:], '_', ' ') || ' of invoice '
        || coalesce(invoice_number, 'without a number');

-- Dollars per block of a quantity, to 12 decimals: what a part of a shared line cost in the end.
create or replace macro effective_price(usd, quantity, per_quantity) as
    half_up_share(usd_to_cents(usd) * 10000000000, per_quantity * 1000000000,
        (quantity::decimal(28, 9) * 1000000000::decimal(10, 0))::hugeint
    )::decimal(26, 0) * 0.000000000001::decimal(12, 12);

-- What a quantity cost: "24 requests at $0.30 per 1,000 requests", or at an effective price.
create or replace macro used_at_words(quantity, unit, price, price_says, effective, per, one) as
    grouped_digits(quantity) || ' ' || unit || case when effective = price then ' at ' || price_says
        else ' at an effective '
            || unit_price_words(effective::decimal(38, 6), coalesce(per, 1), one)
            || coalesce(' (list price ' || price_says || ')', '') end;

-- The first five names of a list, and how many more there are.
create or replace macro some_of(names) as
    array_to_string(names[:5], ', ')
        || if(len(names) > 5, printf(' and %d more', len(names) - 5), '');

-- How much of a meter is used, in a unit that people count in: hours, GB, else the meter's own.
create or replace macro meter_words(n, unit) as
    case
        when unit = 'us' then short_ratio(n, 3600000000) || if(n = 3600000000, ' hour', ' hours')
        when starts_with(unit, 'byte') then short_ratio(n, 1000000000) || ' GB' || unit[5:]
            || if(contains(unit, '-') and n <> 1000000000, 's', '')
        else grouped_digits(n) || ' ' || replace(plural_unit(n, unit), '_', ' ')
    end;

-- Text as one word of a POSIX shell.
create or replace macro shell_word(word) as '''' || replace(word, '''', '''\''''') || '''';
