-- When the billing cycles of an account start. Of several answers the newest counts.
-- grain: account, subscription_id
-- kind: table
select
    account,
    subscription_id,
    try_cast(rtrim(anchor_at, 'Z') as timestamp) as anchor_at,
    try_cast(rtrim(starts_at, 'Z') as timestamp) as starts_at,
    try_cast(rtrim(ends_at, 'Z') as timestamp) as ends_at
from raw.billing_anchors
qualify row_number() over (
    partition by account, subscription_id order by captured_at desc nulls last, load_id desc
) = 1
