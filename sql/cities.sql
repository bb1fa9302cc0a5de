-- Cities: who is in the study and which policies they belong to.
-- One row: a prefecture-level city or municipality of the sample. Key: city (GB/T 2260 code).
-- Parameters: sample (in_sample | in_sample_alt97 | all), the column of cities.csv that marks it;
-- resource_dummy (types | published): which cities count as resource-based.
with listed as (
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
order by city
