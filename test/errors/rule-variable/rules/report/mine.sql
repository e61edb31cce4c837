-- A rule of one's own.
-- grain: account
select account from report.totals where account = getvariable('account')
