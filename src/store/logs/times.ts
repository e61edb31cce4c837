/**
 * Milliseconds since 1970 of a time in a log record, as SQL over its text; null where it cannot be
 * told without doubt. A whole number of 10, 13 or 19 digits is seconds, milliseconds or
 * nanoseconds: within this century no two of them have the same length. Text is RFC 3339,
 * with its zone.
 * See https://developers.cloudflare.com/logs/logpush/logpush-job/log-output-options/
 */
export function msOf(text: string): string {
  const whole = `case when not starts_with(${text}, '0') then try_cast(${text} as bigint) end`;
  return `case length(${text})
    when 13 then ${whole}
    when 10 then ${whole} * 1000
    when 19 then ${whole} // 1000000
    else case when regexp_full_match(${text}, '${RFC_3339}')
        then epoch_ms(try_cast(${text} as timestamptz))
      when regexp_full_match(${text}, '\\d{13}\\.0') then try_cast(left(${text}, 13) as bigint) end
    end`;
}

const RFC_3339 = '\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})';
