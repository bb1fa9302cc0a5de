-- New energy: the filings that the outcome is made of.
-- One row: an application of the study's years, no design, with at least one class of new-energy
-- technology. Key: application_no.
-- Parameters: first_year, last_year (filing years).
--
-- A subgroup is compared as a decimal fraction, from the left: 13/142 lies between 13/12 and 13/26.
-- What is finer than a range's end belongs to it, as 13/262 to 13/26; but a range that ends with
-- a main group (27/00) ends there, since every subgroup is below the main group.
with filings as (
  select application_no, year(filing_date)::integer as year, ipc, cities
  from patents
  where patent_type <> 'design'
    and year(filing_date) between getvariable('first_year')::integer
      and getvariable('last_year')::integer
),

filing_codes as (
  select application_no, unnest(ipc) as code
  from filings
),

-- Few distinct codes stand behind many filings: parse and match each once.
codes as (
  select
    code,
    part.subclass as subclass,
    nullif(part.grp, '')::integer as grp,
    nullif(part.sub, '') as sub
  from (
    select
      code,
      regexp_extract(code, '^([A-H][0-9]{2}[A-Z])([0-9]*)/?([0-9]*)$', ['subclass', 'grp', 'sub'])
        as part
    from (select distinct code from filing_codes)
  )
),

code_ranges as (
  select codes.code, ipc_ranges.tech, ipc_ranges.only_with, ipc_ranges.unless
  from codes
  join ipc_ranges using (subclass)
  where (group_from is null or grp >= group_from)
    and (group_to is null or grp <= group_to)
    and (subgroup_from is null or grp > group_from or sub >= subgroup_from)
    and (
      subgroup_to is null
      or grp < group_to
      or sub <= subgroup_to
      or (subgroup_to <> '00' and starts_with(sub, subgroup_to))
    )
),

matches as (
  select distinct filing_codes.application_no, tech, only_with, unless
  from filing_codes
  join code_ranges using (code)
),

-- A class may count only beside another class of the filing, or only without it.
technologies as (
  select distinct application_no, tech
  from matches
  where (
      only_with is null
      or exists (
        from filing_codes as beside
        where beside.application_no = matches.application_no
          and starts_with(beside.code, only_with)
      )
    )
    and not exists (
      from filing_codes as beside
      where beside.application_no = matches.application_no
        and starts_with(beside.code, unless)
    )
),

filing_technologies as (
  select application_no, list(tech order by tech) as technologies
  from technologies
  group by application_no
)

select application_no, year, technologies, cities
from filings
join filing_technologies using (application_no)
order by application_no
