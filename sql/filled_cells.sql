-- Filled cells: each missing statistic that a rule could fill, with the rule.
-- One row: a cell of the panel's years that no source states. Key: city, year, variable.
-- Parameters: first_year, last_year; fill_gaps (linear | none) for a cell between two observed
-- years of its city; fill_ends (nearest | trend | none) for a cell before the first or after the
-- last one. `nearest` repeats the nearest value; `trend` prolongs the line through the two nearest
-- and leaves the cell missing where that line is at or below zero.
-- Limits: fill_at_most_years, how far the nearest observed year may be; fill_at_most_share, the
-- share of a variable's cells (cities times years of the panel) that may be filled so. Of a
-- variable that needs more, no cell is filled.
-- GDP per capita of a city for which no source ever states it is GDP over population of the year,
-- as stated or filled; this is made of no other year, so that no limit applies.
-- `from_year` and `to_year` are the observed years used. Years outside the panel help if present.
with missing as (
  select city, variable, year
  from cities
  cross join variables
  cross join (
    select unnest(
      generate_series(getvariable('first_year')::integer, getvariable('last_year')::integer)
    )::integer as year
  )
  anti join observed using (city, variable, year)
  where case
    when getvariable('fill_gaps') not in ('linear', 'none')
      then error('fill_gaps is linear or none, not ' || getvariable('fill_gaps'))
    when getvariable('fill_ends') not in ('nearest', 'trend', 'none')
      then error('fill_ends is nearest, trend or none, not ' || getvariable('fill_ends'))
    when not coalesce(getvariable('fill_at_most_years')::double >= 0, false)
      then error('fill_at_most_years is a number of years')
    when not coalesce(getvariable('fill_at_most_share')::double between 0 and 1, false)
      then error('fill_at_most_share is a share between 0 and 1')
    else true
  end
),

neighbours as (
  select
    city, variable, year, value,
    lag(year) over by_year as earlier_year,
    lag(value) over by_year as earlier_value,
    lead(year) over by_year as later_year,
    lead(value) over by_year as later_value
  from observed
  window by_year as (partition by city, variable order by year)
),

surrounded as (
  select
    missing.city, missing.variable, missing.year,
    least(
      coalesce(missing.year - before.year, after.year - missing.year),
      coalesce(after.year - missing.year, missing.year - before.year)
    ) as years_away,
    before.year as before_year, before.value as before_value,
    before.earlier_year, before.earlier_value,
    after.year as after_year, after.value as after_value,
    after.later_year, after.later_value
  from missing
  asof left join neighbours as before
    on before.city = missing.city
    and before.variable = missing.variable
    and before.year < missing.year
  asof left join neighbours as after
    on after.city = missing.city
    and after.variable = missing.variable
    and after.year > missing.year
),

candidates as (
  select
    city, year, variable, years_away,
    before_value + (after_value - before_value) * (year - before_year) / (after_year - before_year)
      as value,
    'linear' as rule,
    before_year as from_year,
    after_year as to_year
  from surrounded
  where getvariable('fill_gaps') = 'linear' and before_year is not null and after_year is not null
  union all
  select
    city, year, variable, years_away,
    coalesce(before_value, after_value),
    'nearest',
    coalesce(before_year, after_year),
    coalesce(before_year, after_year)
  from surrounded
  where getvariable('fill_ends') = 'nearest' and (before_year is null or after_year is null)
  union all
  select
    city, year, variable, years_away,
    before_value + (before_value - earlier_value) * (year - before_year) / (before_year - earlier_year),
    'trend',
    earlier_year,
    before_year
  from surrounded
  where getvariable('fill_ends') = 'trend' and after_year is null
  union all
  select
    city, year, variable, years_away,
    after_value - (later_value - after_value) * (after_year - year) / (later_year - after_year),
    'trend',
    after_year,
    later_year
  from surrounded
  where getvariable('fill_ends') = 'trend' and before_year is null
),

near as (
  select city, year, variable, value, rule, from_year, to_year
  from candidates
  where value is not null
    and (rule <> 'trend' or value > 0)
    and years_away <= getvariable('fill_at_most_years')::double
),

-- The share of a variable's cells that would be filled, against the limit.
by_rule as (
  from near
  qualify count(*) over (partition by variable)
    <= getvariable('fill_at_most_share')::double * (
      (select count(*) from cities)
      * (getvariable('last_year')::integer - getvariable('first_year')::integer + 1)
    )
),

known as (
  select city, year, variable, value from observed where variable in ('gdp', 'population')
  union all
  select city, year, variable, value from by_rule where variable in ('gdp', 'population')
),

over_population as (
  select
    missing.city, missing.year, missing.variable,
    gdp.value / people.value as value,
    'gdp_over_population' as rule,
    missing.year as from_year,
    missing.year as to_year
  from missing
  join known as gdp
    on gdp.city = missing.city and gdp.year = missing.year and gdp.variable = 'gdp'
  join known as people
    on people.city = missing.city and people.year = missing.year and people.variable = 'population'
  where missing.variable = 'gdp_per_capita'
    and missing.city not in (select city from observed where variable = 'gdp_per_capita')
)

select city, year, variable, value, rule, from_year, to_year
from (from by_rule union all from over_population)
order by city, year, variable
