-- The statement of the running period in a sentence: the amount to date, and the amount forecast
-- for its end.
-- grain: account, period_id
-- column open_days: Days of the period that are not known and are forecast [count]
-- column without_forecast: Names of up to five lines in use with too few known days to be forecast
-- column with_unknown_days: Names of up to five lines of which a past day is not known
-- column unpriced: Names of up to five lines in use that have no price
-- column says_late: Sentence where past days are forecast because they are not known; else null
select
    account,
    period_id,
    ends_on,
    complete_through_on,
    open_days,
    paths,
    to_date_usd,
    low_usd,
    base_usd,
    high_usd,
    case
        when complete_through_on is null and to_date_usd is null
            then 'No usage of the period is known yet.'
        when open_days = 0 then printf(
            'The period is over and comes to %s.', grouped_dollars(base_usd)
        )
        when base_usd is null then printf(
            'Through %s the period comes to %s. There is no forecast: it needs 14 known days.',
            coalesce(complete_through_on::varchar, 'its start'), grouped_dollars(to_date_usd)
        )
        else printf(
            'Through %s the period comes to %s, at its end to %s%s.',
            coalesce(complete_through_on::varchar, 'its start'), grouped_dollars(to_date_usd),
            grouped_dollars(base_usd), case
                when low_usd is null then '; how far off that may be is not known yet'
                when low_usd = high_usd then ''
                else printf(
                    ', between %s and %s', grouped_dollars(low_usd), grouped_dollars(high_usd)
                )
            end
        )
    end as says,
    without_forecast,
    with_unknown_days,
    unpriced,
    case
        when complete_through_on < as_on - 2 and as_on < ends_on then printf(
            'Days from %s on are over and not known: they are forecast as if they were to come.',
            (complete_through_on + 1)::varchar
        )
    end as says_late
from foresight.totals
