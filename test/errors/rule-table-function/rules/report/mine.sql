-- A rule of one's own.
-- grain: account
select account from read_csv('/etc/passwd')
