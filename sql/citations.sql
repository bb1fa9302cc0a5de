-- Citations: each link between a new-energy filing and another document.
-- One row: a document that the filing cites (made) or that cites it (received).
-- Key: application_no, direction, document.
-- Parameter: territories (abroad | domestic | excluded), how TW, HK and MO count.
--
-- The office is that of the document's number, not the country of its owner.
with offices as (
  from read_csv(
    'data/reference/patent_offices.csv', header = true, delim = ',', quote = '"', all_varchar = true
  )
),

links as (
  select application_no, 'made' as direction, unnest(cites) as document
  from patents
  union all
  select application_no, 'received', unnest(cited_by)
  from patents
),

placed_links as (
  select
    links.*,
    -- Offices of states that ended go to their successors; an office not listed is its own.
    coalesce(counted_as, left(document, 2)) as office,
    coalesce(kind = 'territory', false) as in_territory
  from links
  semi join new_energy using (application_no)
  left join offices on offices.office = left(document, 2)
)

select
  application_no,
  direction,
  document,
  office,
  office = 'CN' or (in_territory and getvariable('territories') = 'domestic') as domestic
from placed_links
where case getvariable('territories')
    when 'abroad' then true
    when 'domestic' then true
    when 'excluded' then not in_territory
    else error('territories is abroad, domestic or excluded, not ' || getvariable('territories'))
  end
order by application_no, direction, document
