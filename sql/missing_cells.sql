-- Missing cells: each statistic that no source states and that no rule could fill, with the reason.
-- One row: a cell of the panel's years. Key: city, year, variable.
-- Parameters: first_year, last_year.
-- Reasons: no_source, no source states the variable for any city of the study; no_value, none states
-- it for this city in any year; not_filled, the rules for filling or their limits leave it missing.
select
  city,
  year,
  variable,
  case
    when variable not in (select variable from observed) then 'no_source'
    when not exists (
      from observed
      where observed.city = cities.city and observed.variable = variables.variable
    ) then 'no_value'
    else 'not_filled'
  end as reason
from cities
cross join variables
cross join (
  select unnest(
    generate_series(getvariable('first_year')::integer, getvariable('last_year')::integer)
  )::integer as year
) as years
anti join observed using (city, year, variable)
anti join filled_cells using (city, year, variable)
order by city, year, variable
