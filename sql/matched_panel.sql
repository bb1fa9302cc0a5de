-- Panel with the weights of the matching designs, for difference-in-differences on matched samples.
-- One row: a city and year of the panel. Key: city, year.
-- Columns of the panel are named one by one, so that a new one rebuilds nothing here; add what a model
-- needs.
-- <design>_support is 1 where a row is on the common support; <design>_weight is missing where a row
-- is not matched.
select
  panel.city,
  panel.year,
  panel.ln_et,
  panel.did,
  panel.pgdp,
  panel.lu,
  panel.gs,
  panel.ind,
  matching.support as pooled_support,
  matching.weight as pooled_weight,
  matching_yearly.support as yearly_support,
  matching_yearly.weight as yearly_weight,
  matching_baseline.support as baseline_support,
  matching_baseline.weight as baseline_weight
from panel
join matching using (city, year)
join matching_yearly using (city, year)
join matching_baseline using (city, year)
order by panel.city, panel.year
