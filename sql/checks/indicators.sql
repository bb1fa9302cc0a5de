-- Cells that no source states and no rule filled. GDP per capita can follow from GDP and population.
select cities.city, cities.city_name, years.year, variables.variable
from cities
cross join variables
cross join (
  select unnest(
    generate_series(getvariable('first_year')::integer, getvariable('last_year')::integer)
  )::integer as year
) as years
left join (
  unpivot indicators on columns(* exclude (city, year, filled)) into name variable value value
) as present using (city, year, variable)
where present.value is null and variables.variable <> 'gdp_per_capita'
order by city, year, variable
