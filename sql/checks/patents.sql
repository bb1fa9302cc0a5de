-- Raw rows that no filing has among its sources, or that several have.
with sources as (
  select unnest(sources, recursive := true)
  from patents
)

select source_file, source_sheet, source_row, count(*) filter (where side = 'patents') as filings
from (
  select source_file, source_sheet, source_row, 'patents' as side from sources
  union all
  select source_file, source_sheet, source_row, 'incopat' from incopat
)
group by source_file, source_sheet, source_row
having count(*) filter (where side = 'patents') <> 1
  or count(*) filter (where side = 'incopat') <> 1
order by source_file, source_sheet, source_row
