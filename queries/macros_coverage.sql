-- What the statuses of coverage mean. A day that is not complete may be expected later
-- (`provisional`) or be doubted (`suspect`): neither is missing.

-- Whether nothing is known where something should be by now.
create or replace macro is_missing_status(status) as
    status not in ('complete', 'sampled', 'suspect', 'provisional');
