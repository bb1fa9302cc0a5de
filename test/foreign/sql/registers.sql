-- Registers: what each school reported in each term. Key: school, term.
select
  school,
  district,
  term::integer as term,
  breakfast::integer as breakfast,
  pupils::integer as pupils,
  deprivation::double as deprivation,
  attendance::double as attendance
from read_csv('data/registers.csv', header = true, all_varchar = true)
order by school, term
