-- Indicators: the statistics side by side, observed or filled.
-- One row: a city and year of the panel. Key: city, year.
-- Parameters: first_year, last_year; incomplete (stop | drop | unbalanced), what becomes of a city with
-- missing cells: `drop` leaves the city out, `unbalanced` its incomplete years only; `stop` leaves out
-- none, and the check of this table stops the pipeline.
-- `filled` counts the row's cells that a rule filled.
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
where case getvariable('incomplete')
    when 'stop' then true
    when 'drop' then city not in (select city from missing_cells)
    when 'unbalanced' then not exists (
      from missing_cells
      where missing_cells.city = cells.city and missing_cells.year = cells.year
    )
    else error('incomplete is stop, drop or unbalanced, not ' || getvariable('incomplete'))
  end
group by city, year
order by city, year
