-- Changes of level, most expensive first: which resource and tenant, which meter, since when, the
-- usage of a day before and after, and the dollars a month after allowances and rounding. A row
-- rests only on days up to its first one, so it could be seen on that day.
-- grain: account, first_on, place, meter, object
-- column usd_month: What the change adds to a month, after allowances and rounding [USD]
-- column object: Object with more than half of that use; null where no object has
-- column before_day: Usual use of such a day before the change, in the unit of the meter [count]
-- column after_day: Use of the first day of the change, in the unit of the meter [count]
-- column says_briefly: The same for a line of the nightly job: what, whose, dollars a month, since
select
    c.account,
    d.period_id,
    c.usd_month,
    c.first_on,
    c.last_on,
    p.place,
    p.object,
    p.tenant,
    c.meter,
    m.unit,
    c.before_day,
    c.after_day,
    printf(
        '%s%s uses %s a day (%s) since %s, before %s: %s a month, of %s.',
        p.place,
        coalesce(', most of it ' || p.object, ''),
        meter_words(c.after_day, m.unit),
        m.says,
        c.first_on::varchar,
        meter_words(c.before_day, m.unit),
        dollars(c.usd_month),
        if(p.tenant = 'unattributed', 'no tenant', p.tenant)
    ) as says,
    printf(
        '%s of %s: %s a month since %s',
        m.says,
        if(p.tenant = 'unattributed', p.place, p.tenant),
        dollars(c.usd_month),
        c.first_on::varchar
    ) as says_briefly
from foresight.changes as c
join foresight.change_places as p using (account, thing, meter, first_on)
join params.day_periods as d on d.account = c.account and d.usage_on = c.first_on
join ref.meters as m on m.meter = c.meter
