-- The manifest of each close, one text per input: files of the account, and the content of tables
-- that later files and decisions replace. The digest of the manifest is computed from these texts
-- in sorted order.
-- grain: close_number, input
select c.close_number, concat_ws(' ', 'file', i.kind, i.load_id) as input
from ops.closes as c
join ops.close_inputs as i
    on i.since_close <= c.close_number
    and coalesce(i.until_close > c.close_number, true)
    and coalesce(i.account = c.account, true)
union all
select d.close_number, concat_ws(' ', 'table', d.relation, d.content_digest)
from ops.close_decisions as d
join ops.closes using (close_number)
