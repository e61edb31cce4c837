-- Usage of a SKU beyond the days on which it is charged, and the SKU that follows or came before.
-- grain: account, period_id, sku, says
-- see: https://developers.cloudflare.com/observability/pricing/
from findings.successions
