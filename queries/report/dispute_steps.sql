-- The steps of a line's explanation up to the prediction: the calculation of a dispute. Steps about
-- the invoice and the variance are left out.
-- grain: account, period_id, line_key, step_number, step
select *
from report.explanation_steps
where step_number <= 8
