-- The steps of a line's explanation up to the prediction: what a dispute calculates, without what
-- the invoice says and what follows from it.
-- grain: account, period_id, line_key, step_number, step
select *
from report.explanation_steps
where step_number <= 8
