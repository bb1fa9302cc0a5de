-- Panel: the data set of every estimate. Key: school, term.
select
  school,
  district,
  term,
  breakfast,
  open,
  breakfast * open as served,
  attendance,
  deprivation,
  ln(pupils) as ln_pupils
from registers
join terms using (term)
order by school, term
