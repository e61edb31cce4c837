-- Behaviours that cost money, a row per place: since when, how many days and resources, the
-- figures that tell it, and how much less the bill would be without it, after allowance and
-- blocks. Several behaviours may use the same usage, so their costs do not add up.
-- grain: account, period_id, signature, place
select
    p.* exclude (is_together, low_us),
    f.first_on,
    f.is_start_known,
    s.name,
    c.usd,
    c.main_sku,
    c.allowance_percent,
    c.parts,
    e.examples,
    told(agreed(s.says, [
        ['measured', p.measured::varchar], ['per', p.per::varchar], ['beside', p.beside::varchar]
    ]), [
        ['place', if(p.place = '?', 'what the answers give no name', p.place)
            || if(s.at_least_each is null or p.resources = 1, '', printf(' (%s %ss)',
                grouped_digits(p.resources),
                if(starts_with(p.signature, 'object_'), 'object', 'resource')))],
        ['resources', if(
            p.is_together and p.resources = 1,
            'its objects, which the answers do not name, were together',
            printf('%s object%s%s', grouped_digits(p.resources),
                if(p.resources = 1, ' was', 's were'), if(p.is_together, ' together', ''))
        )],
        ['scripts',
            grouped_digits(p.resources) || ' ' || plural_unit(p.resources, 'script')],
        ['percent', percent_from(p.low_us, p.measured, p.per)],
        ['beside_percent', percent_from(
            if(starts_with(p.signature, 'alarm_'), null, p.low_us), p.beside, p.beside_of
        )],
        ['ratio', if(p.per = 0, 'many', short_ratio(p.measured, p.per))],
        ['seconds', short_ratio(p.measured, p.per * 1000000)],
        ['millions', short_ratio(p.measured, p.per * 1000000)],
        ['ms', short_ratio(p.measured, p.per * 1000)],
        ['most_ms', short_ratio(coalesce(p.most, 0), 1000)],
        ['gb', short_ratio(p.measured, p.days::hugeint * 1000000000)],
        ['dollars_a_day', dollars(cents_to_usd(p.measured // (p.days * 10000)))],
        ['times',
            if(p.per = 0, 'much', short_ratio(p.measured, p.per) || ' times as much as before')],
        ['thing', coalesce(c.main_name, 'one thing')],
        ['every_s', short_ratio(p.per, p.beside * 1000000)],
        ['measured', counted(p.measured)],
        ['per', counted(p.per)],
        ['beside', counted(p.beside)],
        ['sockets', if(p.most = 1, 'socket', 'sockets')],
        ['most', coalesce(if(p.most = 0, 'no', 'up to ' || grouped_digits(p.most)),
            'an unknown number of')]
    ]) as says,
    w.says as deployments,
    s.cure,
    s.cure_url,
    s.source_url
from findings.signature_places as p
join ref.signatures as s using (signature)
join findings.signature_starts as f using (account, period_id, signature, place)
left join findings.signature_examples as e using (account, period_id, signature, place)
left join findings.signature_costs as c using (account, period_id, signature, place)
left join findings.signature_deployments as w using (account, period_id, signature, place)
