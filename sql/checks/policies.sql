-- A policy that no estimate can find: no year before it, no year from it on, or no city on one side.
-- Parameters: first_year, last_year, policy_year.
select
  getvariable('policy_year')::integer as policy_year,
  min(year) as first_year,
  max(year) as last_year,
  case
    when min(post) = 1 then 'no year lies before settings.policy_year'
    when max(post) = 0 then 'settings.policy_year lies after the last year'
    when max(treat) = 0 then 'no city of the sample is treated'
    else 'every city of the sample is treated'
  end as problem
from policies
having min(post) = max(post) or min(treat) = max(treat)
order by problem
