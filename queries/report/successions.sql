-- Usage of a SKU on days on which it is not charged, and the SKU that replaced it or came before
-- it.
-- grain: account, period_id, sku, says
-- see: https://developers.cloudflare.com/observability/pricing/
from findings.successions
