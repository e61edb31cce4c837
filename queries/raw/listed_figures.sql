-- Figures that lists of the REST API have and no dataset does, of the account or of each resource:
-- images and minutes of video stored, scripts of Workers for Platforms, buckets. Lists that count
-- parts of one figure have its name, which is that of the first of them.
-- grain: load_id, figure, resource
-- kind: declaration
-- see: https://developers.cloudflare.com/api/
select
    null::varchar as load_id,
    null::varchar as account,
    null::timestamp as captured_at,
    null::varchar as figure,
    null::varchar as list,
    null::varchar as resource,
    null::varchar as value
where false
