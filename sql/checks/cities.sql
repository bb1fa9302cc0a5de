-- A number of cities that is not the published one, where the settings leave none out and add none.
-- Parameters: sample, boundary_changes.
select count(*) as cities, 256 as published
from cities
having count(*) <> 256
  and getvariable('sample') <> 'all'
  and getvariable('boundary_changes') = 'keep'
