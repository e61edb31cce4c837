-- What is known of each SKU besides its prices, a sentence a row, in the sections of its page below
-- docs/prices: how it is billed, what counts it, who uses it, what invoices call it, its traps.
-- grain: sku, section, place
-- column grade: What the fact rests on; for an invoice wording the shape of its line; null where
-- column grade: not graded
-- column place: Order of the sentences in the section [rank]
select sku, section, place, says, grade, source_url
from report.price_terms
union all
select sku, 'usage', row_number() over (partition by sku order by is_needed desc, meter), concat_ws(
        '', printf('%s counts %s', coalesce(dataset || '.' || field, 'The list ' || field), says),
        ', by ' || counted_by, ', where ' || counted_where,
        printf(', under the switch %s = %s', only_switch, only_value), '.'
    ), null, source_url
from report.price_meters
union all
select sku, 'usage', 1, concat_ws(' ', says, case counted_by
        when 'feed' then 'Without figures of the feed it is not_metered.'
        when 'rest' then 'Without that answer it is not_metered.'
        when 'logs' then 'Without logs it is not_metered.'
        else 'Usage of it is not_metered.'
    end), null, source_url
from ref.unmetered_reasons
union all
select c.sku, 'owner', 1, coalesce(
        printf('Kinds of the tenant map that divide it: %s.', array_to_string(c.kinds, ', ')),
        'Nothing divides it: it stays with the tenant unattributed.'
    ), null, null
from (
    select v.sku, list(printf('%s (%s)', t.kind, t.says) order by t.place)
        filter (where t.kind is not null) as kinds
    from report.sku_coverage as v
    left join ref.tenant_kinds as t on list_contains(v.owned_by, t.kind)
    group by v.sku
) as c
union all
select sku, 'invoice', row_number() over (partition by sku order by seen_from, wording), concat_ws(
        '', wording, ' (' || parenthesis || ')', ' since ' || seen_from::varchar,
        ' until ' || seen_to::varchar
    ), line_shape, source_url
from ref.invoice_wordings
union all
select k.sku, 'invoice', 1, 'No invoice line of it is known: a line of it stays unknown_line.',
    null, null
from ref.skus as k
anti join ref.invoice_wordings as w using (sku)
union all
select sku, 'feed', row_number() over (partition by sku order by metric), metric, grade, source_url
from ref.feed_metrics
union all
select sku, 'succession', row_number() over (partition by sku order by successor),
    'Its place was taken by ' || successor || '.', grade, source_url
from ref.successors
union all
select sku, 'traps', row_number() over (
        partition by sku
        order by array_position(['documented', 'invoice', 'inferred'], grade), says
    ), says, grade, source_url
from ref.traps
