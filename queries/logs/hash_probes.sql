-- The hash that this version of DuckDB gives to one fixed event. If it differs from the one stored
-- with an account's ledger, the ledger's hashes are useless.
-- grain: hash_probe
select hash(
    1792368000000::bigint,
    'fetch',
    hash('0123456789abcdef'),
    hash([{'message': ['handled', null], 'said_at': '1792368000000'}]),
    null::varchar
) as hash_probe
