-- Rows whose citations do not add up both ways, and city-years that the panel lost: those of the
-- sample and the years, and those that were counted. A city-year that `indicators` leaves out for its
-- missing statistics is not lost.
with left_out as (
  from policies
  anti join indicators using (city, year)
)

select city, year, citations, 'made + received and domestic + abroad differ' as problem
from panel
-- Fractional counts are sums of thirds and fifths, exact to rounding only.
where abs(citations - citations_domestic - citations_abroad) > 1e-9 * (1 + citations)
union all
select city, year, null, 'in the sample, but not in the panel'
from policies
anti join left_out using (city, year)
anti join panel using (city, year)
union all
select city, year, made_domestic + made_abroad + received_domestic + received_abroad,
  'counted, but not in the panel'
from citation_counts
anti join left_out using (city, year)
anti join panel using (city, year)
order by city, year
