-- Cells that no source states and no rule filled: any where the setting incomplete is `stop`, and
-- always those of a variable that has no source at all, since every city would go with it. Where cities
-- are left out, some must be left.
-- Parameters: incomplete, first_year, last_year.
with offending as (
  select city, year, variable, reason
  from missing_cells
  where getvariable('incomplete') = 'stop' or reason = 'no_source'
),

-- Years that follow each other lie equally far behind their place in the list.
spans as (
  select variable, city, reason, min(year) as first_year, max(year) as last_year
  from (
    select *, year - row_number() over (partition by variable, city order by year) as span
    from offending
    where reason <> 'no_source'
  )
  group by variable, city, reason, span
),

lines as (
  select
    0 as place,
    variable,
    'all ' || count(distinct city) as city,
    min(year) || '-' || max(year) as years,
    'no source states it' as problem
  from offending
  where reason = 'no_source'
  group by variable
  union all
  select
    1,
    variable,
    city_name,
    string_agg(
      case when first_year = last_year then first_year::varchar else first_year || '-' || last_year end,
      ', ' order by first_year
    ),
    case reason when 'no_value' then 'no source states it' else 'not filled, see fill_*' end
  from spans
  join cities using (city)
  group by variable, city_name, reason
  union all
  -- Without a source of some variable, none can be left.
  select 2, 'any', 'every city', 'each', 'has a missing cell, so that none is left'
  where not exists (from indicators) and not exists (from offending where reason = 'no_source')
)

select variable, city, years, problem
from lines
order by place, variable, city
