-- A rule of one's own.
-- grain: account
delete from rating.charges
