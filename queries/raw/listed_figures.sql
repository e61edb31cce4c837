-- Figures that REST lists have and no dataset has, of the account or of each resource: images and
-- minutes of video stored, scripts of Workers for Platforms, buckets. A figure has the name of its
-- list. Several lists may have parts of one figure; it then has the name of the list that must be
-- there.
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
