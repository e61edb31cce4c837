-- Files whose rows `prune` removes: answers and logs that end before the first kept day.
-- grain: load_id
select l.load_id, l.account, l.kind, l.row_count
from raw.loads as l
join (
    select load_id, max(window_ends_at) as ends_at from raw.captures group by load_id
    union all
    select load_id, max(last_event_at) from raw.log_files group by load_id
) as e using (load_id)
cross join pruning as p
where e.ends_at <= p.kept_from_on
