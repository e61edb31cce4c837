-- What the engine makes of one event: where this differs from what it was when an account's ledger
-- was written, the hashes in it are of no use.
-- grain: hash_probe
select hash(
    1792368000000::bigint,
    'fetch',
    hash('0123456789abcdef'),
    hash([{'message': ['handled', null], 'said_at': '1792368000000'}]),
    null::varchar
) as hash_probe
