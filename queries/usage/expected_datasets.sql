-- The datasets that an account's prediction needs: those that were saved at least once, and those
-- that count on the same SKU as one of them.
-- grain: account, dataset
-- kind: table
with saved as (select distinct account, dataset from staging.captures)
select account, dataset from saved
union
select s.account, m.dataset
from saved as s
join ref.meters as own on own.dataset = s.dataset
join ref.sku_meters as k on k.meter = own.meter
join ref.sku_meters as other on other.sku = k.sku
join ref.meters as m on m.meter = other.meter and m.dataset is not null
