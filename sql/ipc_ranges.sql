-- IPC ranges: the classes of new-energy technology, taken apart for comparison.
-- One row: a range of IPC symbols that counts as one technology. Key: id.
-- Parameter: ipc_variant (A | A_original | B); A_original leaves out the classes that later
-- editions of the IPC added, B adds storage, fuel cells, hydrogen and nuclear.
--
-- F03D is a subclass, F25B27 a group, F25B27/02 a subgroup. A range runs over group numbers and,
-- where its ends name them, over subgroups; an end without a subgroup is open.
with listed as (
  select
    * exclude (ipc_from, ipc_to),
    regexp_extract(ipc_from, '^([A-H][0-9]{2}[A-Z])([0-9]*)/?([0-9]*)$', ['subclass', 'grp', 'sub'])
      as low,
    regexp_extract(ipc_to, '^([A-H][0-9]{2}[A-Z])([0-9]*)/?([0-9]*)$', ['subclass', 'grp', 'sub'])
      as high
  from read_csv(
    'data/reference/ipc_new_energy.csv', header = true, delim = ',', quote = '"', all_varchar = true
  )
)

select
  id,
  tech,
  low.subclass as subclass,
  nullif(low.grp, '')::integer as group_from,
  nullif(high.grp, '')::integer as group_to,
  nullif(low.sub, '') as subgroup_from,
  nullif(high.sub, '') as subgroup_to,
  only_with,
  unless
from listed
where case getvariable('ipc_variant')
    when 'A' then variant = 'A'
    when 'A_original' then variant = 'A' and listing = 'original'
    when 'B' then variant in ('A', 'B')
    else error('ipc_variant is A, A_original or B, not ' || getvariable('ipc_variant'))
  end
order by id
