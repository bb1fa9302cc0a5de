-- Terms: whether breakfast was free yet. Key: term.
-- Parameter: start_term, the first term in which it was.
select distinct term, (term >= getvariable('start_term'))::integer as open
from registers
order by term
