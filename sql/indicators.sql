-- Indicators: the statistics side by side, observed or filled.
-- One row: a city and year of the panel. Key: city, year.
-- Parameters: first_year, last_year. `filled` counts the row's cells that a rule filled.
with cells as (
  select city, year, variable, value, 0 as filled
  from observed
  where year between getvariable('first_year')::integer and getvariable('last_year')::integer
  union all
  select city, year, variable, value, 1
  from filled_cells
)

select
  city,
  year,
  max(value) filter (where variable = 'population') as population,
  max(value) filter (where variable = 'gdp') as gdp,
  max(value) filter (where variable = 'gdp_per_capita') as gdp_per_capita,
  max(value) filter (where variable = 'tertiary_share') as tertiary_share,
  max(value) filter (where variable = 'urban_share') as urban_share,
  max(value) filter (where variable = 'budget_expenditure') as budget_expenditure,
  max(value) filter (where variable = 'electricity') as electricity,
  max(value) filter (where variable = 'gas') as gas,
  max(value) filter (where variable = 'lpg') as lpg,
  max(value) filter (where variable = 'marketisation') as marketisation,
  sum(filled)::integer as filled
from cells
group by city, year
order by city, year
