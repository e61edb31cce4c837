-- How the parts of a statement that belong to no SKU's usage are divided. A part without a row
-- stays where it is.
-- grain: account, period_id, component
-- column component: Part of the statement that is divided: flat, block_residue, credit, tax or
-- column component: unattributed
-- column policy: How it is divided: even, or by_spend for parts by predicted usage
select account, period_id, case subject
        when 'flat_charges' then 'flat'
        when 'credits' then 'credit'
        else subject
    end as component, policy
from params.policies
where subject in ('flat_charges', 'block_residue', 'credits', 'tax', 'unattributed')
    and policy <> 'stay'
