-- Text of a whole number without leading zeros; null for any other text.
create or replace macro whole_number(digits) as
    case when not starts_with(digits, '0') then try_cast(digits as bigint) end;

-- Milliseconds since 1970 of a time in a log record; null where the time is ambiguous. A whole
-- number of 10, 13 or 19 digits is seconds, milliseconds or nanoseconds: in this century the
-- three differ in length. Text is RFC 3339, with its zone.
-- See https://developers.cloudflare.com/logs/logpush/logpush-job/log-output-options/
create or replace macro time_ms(time_text) as
    case length(time_text)
        when 13 then whole_number(time_text)
        when 10 then whole_number(time_text) * 1000
        when 19 then whole_number(time_text) // 1000000
        else case
            when regexp_full_match(
                time_text,
                '\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})'
            ) then epoch_ms(try_cast(time_text as timestamptz))
            when regexp_full_match(time_text, '\d{13}\.0') then whole_number(left(time_text, 13))
        end
    end;

-- Whether a time in milliseconds since 1970 is plausible: from 2015 to 2100.
create or replace macro is_event_ms(ms) as ms between 1420070400000 and 4102444800000;

-- Text at a path of a JSON document; null where there is no text.
create or replace macro json_text(document, at_path) as
    try(json_extract_string(document, at_path));

-- Whether one of the arguments of a console.log is a usage line of the application.
create or replace macro has_usage_line(arguments) as
    contains(array_to_string(arguments, ' '), '"usage"');

-- The argument that is the usage line. Nearly always there is only one argument.
create or replace macro usage_argument(arguments) as
    case when contains(arguments[1], '"usage"') then arguments[1]
        else list_filter(arguments, lambda m: contains(m, '"usage"'))[1]
    end;

-- The usage line in an argument; null if the argument is no JSON object.
create or replace macro usage_line(argument) as
    case when starts_with(argument, '{') then try(from_json(argument, '{"usage":{
        "v":"VARCHAR","t":"VARCHAR","c":"VARCHAR","o":"VARCHAR","n":"VARCHAR","k":"VARCHAR",
        "rr":"BIGINT","rw":"BIGINT","db":"BIGINT"
    }}')).usage end;

-- Whether the number at a key of a usage line is written other than in digits, at most 18 of them.
-- `usage_line` would round a fraction, and cast text such as 1e3.
create or replace macro is_not_digits(argument, key, number) as
    contains(argument, key) and not coalesce(
        number between 0 and 999999999999999999 and contains(argument, key || ':' || number), false
    );

-- Whether a usage line may have a number that cannot be read. Most lines have only digits, and are
-- not looked at again. Digits before a point look whole: so any point asks for a second look.
create or replace macro has_odd_number(argument, line) as
    contains(argument, '.') or is_not_digits(argument, '"rr"', line.rr)
    or is_not_digits(argument, '"rw"', line.rw) or is_not_digits(argument, '"db"', line.db);

-- How many numbers of a usage line of version 1 cannot be read. Empty text states no number.
create or replace macro unread_numbers(argument, line) as
    case when has_odd_number(argument, line) and coalesce(line.v, '1') = '1' then len(list_filter(
        json_extract_string(argument, ['$.usage.rr', '$.usage.rw', '$.usage.db']),
        lambda n: not regexp_full_match(n, '(-0+|[0-9]{1,18})?')
    )) else 0 end;

-- A whole number from 0 at a path of a JSON document; null where there is anything else.
create or replace macro json_whole(document, at_path) as try_cast(
    regexp_extract(json_extract_string(document, at_path), '^(-0+|[0-9]{1,18})$') as bigint
);

-- A usage line without those of its numbers that cannot be read.
create or replace macro line_as_read(argument, line, unread) as
    case when unread > 0 then {
        'v': line.v, 't': line.t, 'c': line.c, 'o': line.o, 'n': line.n, 'k': line.k,
        'rr': json_whole(argument, '$.usage.rr'), 'rw': json_whole(argument, '$.usage.rw'),
        'db': json_whole(argument, '$.usage.db')
    } else line end;

-- Whether Logpush truncated the log: then a text of Logpush stands in place of a message.
create or replace macro is_cut(message) as
    coalesce(starts_with(message, '<<<Logpush: messages truncated>>>'), false);

-- The hour of a time in milliseconds since 1970.
create or replace macro event_hour_at(ms) as make_timestamp((ms // 3600000) * 3600000000);

-- The hash that stands for a name; null for no name.
create or replace macro hash_of(name) as case when name is not null then hash(name) end;

-- The hash of a usage line's sort: the script that wrote it, and its class, tenant and kind.
create or replace macro usage_sort_hash(script, line) as hash(script, line.t, line.c, line.k);

-- The hash of the place where code ran, and that of a sort of event there.
create or replace macro place_hash(script, entrypoint, dispatch_namespace, is_object) as
    hash(script, entrypoint, dispatch_namespace, is_object);
create or replace macro sort_hash(script, entrypoint, namespace, is_object, word, outcome) as
    hash(script, entrypoint, namespace, is_object, word, outcome);
