-- Observed: what the statistical sources state for the cities of the study, in any year.
-- One row: a value. Key: city, year, variable.
-- The marketisation index is published by province; each city takes that of its province.
select city, year, variable, value
from (
  select city, year, variable, value
  from statistics
  semi join cities using (city)
  semi join variables using (variable)
  where value is not null
  union all
  select city, year, 'marketisation', value
  from marketisation
  join cities using (province)
  where value is not null
)
order by city, year, variable
