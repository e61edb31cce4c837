-- What a line of the tenant map may be about, the closest first: an object's id says more than its
-- name, that more than its namespace, that more than the script. `is_metered` kinds have resources
-- that usage is counted on; of the others nothing is metered yet. A namespace narrows the kinds
-- that are about objects.
-- grain: kind
select unnest([
    {'kind': 'object_id', 'place': 1, 'is_metered': true, 'is_object': true},
    {'kind': 'object_name', 'place': 2, 'is_metered': true, 'is_object': true},
    {'kind': 'namespace', 'place': 3, 'is_metered': true, 'is_object': false},
    {'kind': 'script', 'place': 4, 'is_metered': true, 'is_object': false},
    {'kind': 'log_tenant', 'place': 5, 'is_metered': true, 'is_object': false},
    {'kind': 'script_tag', 'place': 6, 'is_metered': false, 'is_object': false},
    {'kind': 'dispatch_script', 'place': 7, 'is_metered': false, 'is_object': false},
    {'kind': 'dispatch_namespace', 'place': 8, 'is_metered': false, 'is_object': false},
    {'kind': 'd1_database', 'place': 9, 'is_metered': false, 'is_object': false},
    {'kind': 'kv_namespace', 'place': 10, 'is_metered': false, 'is_object': false},
    {'kind': 'r2_object', 'place': 11, 'is_metered': false, 'is_object': true},
    {'kind': 'r2_bucket', 'place': 12, 'is_metered': false, 'is_object': false},
    {'kind': 'queue', 'place': 13, 'is_metered': false, 'is_object': false},
    {'kind': 'vectorize_index', 'place': 14, 'is_metered': false, 'is_object': false},
    {'kind': 'workflow', 'place': 15, 'is_metered': false, 'is_object': false},
    {'kind': 'container_application', 'place': 16, 'is_metered': false, 'is_object': false},
    {'kind': 'stream_creator', 'place': 17, 'is_metered': false, 'is_object': false},
    {'kind': 'ai_gateway', 'place': 18, 'is_metered': false, 'is_object': false},
    {'kind': 'email_domain', 'place': 19, 'is_metered': false, 'is_object': false},
    {'kind': 'zone', 'place': 20, 'is_metered': false, 'is_object': false}
], recursive := true)
