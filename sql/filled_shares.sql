-- Filled shares: how much of each statistic is filled, and how much stays missing, year by year.
-- One row: a variable and year of the panel. Key: variable, year.
-- Parameters: first_year, last_year. `cells` are the cities of the study, before any is left out for
-- missing statistics.
with cells as (
  select variable, year, city
  from variables
  cross join cities
  cross join (
    select unnest(
      generate_series(getvariable('first_year')::integer, getvariable('last_year')::integer)
    )::integer as year
  )
)

select
  cells.variable,
  cells.year,
  count(*)::integer as cells,
  count(filled_cells.city)::integer as filled,
  count(missing_cells.city)::integer as missing
from cells
left join filled_cells using (city, year, variable)
left join missing_cells using (city, year, variable)
group by cells.variable, cells.year
order by cells.variable, cells.year
