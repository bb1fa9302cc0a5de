-- Cities: who is in the study and which policies they belong to.
-- One row: a prefecture-level city or municipality of the sample. Key: city (GB/T 2260 code).
-- Parameters: sample (in_sample | in_sample_alt97 | all), the column of cities.csv that marks it;
-- resource_dummy (types | published): which cities count as resource-based;
-- boundary_changes (keep | drop): whether cities between which a whole county moved stay. Such a move
-- breaks the series of both cities where it falls between two years of the panel (first_year,
-- last_year), since statistics are of the area of their year.
with transfers as (
  select year::integer as year, [old_code, new_code] as counties
  from read_csv(
    'data/reference/county_transfers_2006_2019.csv', header = true, delim = ',', quote = '"',
    all_varchar = true
  )
  where kind = 'transfer'
),

-- The code of a county begins with the four digits of its city.
changed as (
  select left(unnest(counties), 4) || '00' as code6
  from transfers
  where year > getvariable('first_year')::integer and year <= getvariable('last_year')::integer
),

listed as (
  from read_csv(
    'data/reference/cities.csv', header = true, delim = ',', quote = '"', all_varchar = true
  )
)

select
  code6::integer as city,
  name_zh as city_name,
  short_zh as city_short_name,
  name_en as city_name_en,
  -- A code is two digits each for province, city and county.
  code6::integer // 10000 as province,
  province_zh as province_name,
  province_en as province_name_en,
  region,
  longitude::double as longitude,
  latitude::double as latitude,
  energy_use_rights_pilot::integer as energy_use_rights_pilot,
  carbon_ets_pilot::integer as carbon_ets_pilot,
  carbon_ets_start::date as carbon_ets_start,
  old_industrial_base::integer as old_industrial_base,
  resource_type,
  -- The published study prints sizes for 98 cities by type and for 97 under the dummy. `published`
  -- takes out the one city that must go for the latter.
  case getvariable('resource_dummy')
    when 'types' then resource_type <> 'none'
    when 'published' then resource_type <> 'none' and in_sample_alt97 = '1'
    else error('resource_dummy is types or published, not ' || getvariable('resource_dummy'))
  end::integer as resource_based,
  low_carbon_year::integer as low_carbon_year
from listed
where case getvariable('sample')
    when 'in_sample' then in_sample = '1'
    when 'in_sample_alt97' then in_sample_alt97 = '1'
    when 'all' then true
    else error('sample is in_sample, in_sample_alt97 or all, not ' || getvariable('sample'))
  end
  and case getvariable('boundary_changes')
    when 'keep' then true
    when 'drop' then code6 not in (select code6 from changed)
    else error('boundary_changes is keep or drop, not ' || getvariable('boundary_changes'))
  end
order by city
