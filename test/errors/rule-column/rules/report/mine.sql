-- A rule of one's own.
-- grain: account
select acount as account from report.totals
