-- Panel: the data set of every estimate.
-- One row: a city and year. Key: city, year.
-- A city-year without a count has no citation: the exports hold every filing of the years.
with outcomes as (
  select
    policies.city,
    policies.year,
    coalesce(made_domestic + made_abroad, 0) as citations_made,
    coalesce(received_domestic + received_abroad, 0) as citations_received,
    coalesce(made_domestic + received_domestic, 0) as citations_domestic,
    coalesce(made_abroad + received_abroad, 0) as citations_abroad
  from policies
  left join citation_counts using (city, year)
)

select
  policies.city,
  cities.city_name,
  cities.province,
  cities.province_name,
  cities.region,
  policies.year,
  citations_made + citations_received as citations,
  citations_domestic,
  citations_abroad,
  citations_made,
  citations_received,
  -- 10,000 registered residents.
  population,
  -- Citations for 10,000 registered residents.
  citations / population as et,
  citations_domestic / population as et_domestic,
  citations_abroad / population as et_abroad,
  ln(1 + et) as ln_et,
  ln(1 + et_domestic) as ln_et_domestic,
  ln(1 + et_abroad) as ln_et_abroad,
  -- 10,000 yuan a head.
  gdp_per_capita / 10000 as pgdp,
  -- Percent.
  tertiary_share as ind,
  -- Shares of 1.
  urban_share / 100 as lu,
  budget_expenditure / gdp as gs,
  tce_electricity / tce as es,
  -- Tonnes of standard coal for 10,000 yuan.
  tce / gdp as eue,
  marketisation as mkt,
  treat,
  post,
  did,
  policies.carbon_ets_pilot,
  policies.old_industrial_base,
  policies.resource_type,
  policies.resource_based,
  -- Degrees, WGS-84.
  longitude,
  latitude
from policies
join cities using (city)
join outcomes using (city, year)
join indicators using (city, year)
join energy using (city, year)
order by city, year
