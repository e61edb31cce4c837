-- Scripts whose deployments `pull` asks for: the scripts of an account's twenty most expensive
-- behaviours, in its newest period that has any.
-- grain: account, script
with told as (
    select b.account, b.place_number, s.script
    from findings.behaviours as b
    join findings.place_scripts as s using (account, period_id, signature, place)
    where s.script <> ''
    qualify b.period_id = max(b.period_id) over (partition by b.account)
)
select account, script
from told
group by account, script
qualify row_number() over (partition by account order by min(place_number), script) <= 20
