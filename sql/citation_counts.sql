-- Citation counts: citations of the filings of a city, by filing year.
-- One row: a city and filing year with at least one new-energy filing. Key: city, year.
-- Parameter: counting (full: each of a filing's cities gets 1; fractional: its share).
with links_of_filing as (
  select
    application_no,
    count(*) filter (where direction = 'made' and domestic) as made_domestic,
    count(*) filter (where direction = 'made' and not domestic) as made_abroad,
    count(*) filter (where direction = 'received' and domestic) as received_domestic,
    count(*) filter (where direction = 'received' and not domestic) as received_abroad
  from citations
  group by application_no
),

shares as (
  select
    application_no,
    year,
    unnest(cities) as city,
    case getvariable('counting')
      when 'full' then 1
      when 'fractional' then len(cities)
      else error('counting is full or fractional, not ' || getvariable('counting'))
    end as divisor
  from new_energy
),

-- Whole numbers are summed first and divided last: the sum does not depend on the order.
whole_counts as (
  select
    city,
    year,
    divisor,
    count(*) as filings,
    coalesce(sum(made_domestic), 0) as made_domestic,
    coalesce(sum(made_abroad), 0) as made_abroad,
    coalesce(sum(received_domestic), 0) as received_domestic,
    coalesce(sum(received_abroad), 0) as received_abroad
  from shares
  left join links_of_filing using (application_no)
  semi join cities using (city)
  group by city, year, divisor
)

select
  city,
  year,
  sum(filings / divisor order by divisor) as filings,
  sum(made_domestic / divisor order by divisor) as made_domestic,
  sum(made_abroad / divisor order by divisor) as made_abroad,
  sum(received_domestic / divisor order by divisor) as received_domestic,
  sum(received_abroad / divisor order by divisor) as received_abroad
from whole_counts
group by city, year
order by city, year
