-- Statistics in another unit than the study's.
select statistics.city, statistics.year, variables.variable, statistics.unit,
  variables.unit as expected_unit
from statistics
join variables using (variable)
where statistics.unit <> variables.unit
order by city, year, variable
