-- Variables: the statistics that the study needs, in the units in which the sources are stored.
-- One row: a variable. Key: variable.
select variable, unit, source, name_en, name_zh, scope
from read_csv(
  'data/reference/variables.csv', header = true, delim = ',', quote = '"', all_varchar = true
)
order by variable
