-- Each tenant's part of a line under each plan: of the invoiced amount if there is an invoice,
-- else of the predicted one. `pot` names the amount that is divided in one step.
-- grain: account, period_id, plan, pot, tenant, component, is_passed_on
-- checked: when named
select
    p.*,
    p.line_key || case p.component
        when 'block_residue' then ' block residue'
        when 'unattributed' then if(p.policy in ('even', 'by_spend'), ' of nobody', '')
        else ''
    end as pot
from reconcile.policy_parts as p
left join reconcile.statements as s using (account, period_id)
where p.basis = if(s.invoices > 0, 'invoiced', 'predicted')
