-- Energy: a city's consumption of electricity, gas and LPG in tonnes of standard coal (tce).
-- One row: a city and year. Key: city, year.
-- Factors (kgce for a unit of fuel) and units come from data/reference/; decimals keep them exact.
with units as (
  from read_csv(
    'data/reference/units.csv', header = true, delim = ',',
    columns = {unit: 'varchar', base_unit: 'varchar', base_amount: 'decimal(12, 0)'}
  )
),

factors as (
  select variable, kgce, per_unit
  from read_csv(
    'data/reference/energy_factors.csv', header = true, delim = ',', quote = '"',
    columns = {
      variable: 'varchar', fuel: 'varchar', fuel_zh: 'varchar', kgce: 'decimal(12, 6)',
      per_unit: 'varchar', mark: 'varchar', note: 'varchar'
    }
  )
),

-- tce for one unit in which the statistic is stored, e.g. 1.229 for 10,000 kWh.
coefficients as (
  select
    variables.variable,
    (factors.kgce * stored.base_amount) / (priced.base_amount * coal.base_amount)
      as tce_per_unit
  from variables
  join factors using (variable)
  join units as stored on stored.unit = variables.unit
  join units as priced on priced.unit = factors.per_unit and priced.base_unit = stored.base_unit
  cross join (from units where unit = 'tce') as coal
),

amounts as (
  unpivot (select city, year, electricity, gas, lpg from indicators)
  on electricity, gas, lpg into name variable value amount
),

coal_equivalents as (
  select
    city,
    year,
    max(amount * tce_per_unit) filter (where variable = 'electricity') as tce_electricity,
    max(amount * tce_per_unit) filter (where variable = 'gas') as tce_gas,
    max(amount * tce_per_unit) filter (where variable = 'lpg') as tce_lpg
  from amounts
  join coefficients using (variable)
  group by city, year
)

select
  city,
  year,
  tce_electricity,
  tce_gas,
  tce_lpg,
  tce_electricity + tce_gas + tce_lpg as tce
from coal_equivalents
order by city, year
