-- Rows of answers by tag that may repeat the usage of other rows, because Cloudflare gives usage
-- with several tags one row per tag. Of the rows with the same time and model only the greatest
-- counts, and usage without a tag besides. If a tag holds a list, rows do not repeat.
-- grain: capture_id, row_number
-- partition: account, usage_on
-- see: https://developers.cloudflare.com/workers-ai/platform/pricing/
with tagged as (
    select
        capture_id,
        row_number,
        account,
        usage_on,
        row_number() over (one_usage order by neurons desc, row_number) as place,
        bool_or(regexp_matches(tag, '"\s*,\s*"')) over (
            partition by capture_id, usage_on
        ) as has_lists
    from staging.ai_inferences
    where tag is not null
    window one_usage as (partition by capture_id, observed_at, model)
)
select capture_id, row_number, account, usage_on
from tagged
where place > 1 and not has_lists
