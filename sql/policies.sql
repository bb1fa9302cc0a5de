-- Policies: who is treated and when.
-- One row: a city and year of the panel. Key: city, year.
-- Parameters: first_year, last_year; policy_year, the first year that counts as treated.
with years as (
  select unnest(
    generate_series(getvariable('first_year')::integer, getvariable('last_year')::integer)
  )::integer as year
)

select
  city,
  year,
  energy_use_rights_pilot as treat,
  (year >= getvariable('policy_year')::integer)::integer as post,
  treat * post as did,
  carbon_ets_pilot,
  old_industrial_base,
  resource_type,
  resource_based
from cities
cross join years
order by city, year
