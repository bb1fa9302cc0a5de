-- Patents: one filing a row, merged from its publications.
-- One row: an application. Key: application_no.
--
-- An application appears in the exports once for each publication (application, grant) and once
-- more where batches overlap; each row has its own citation lists. Here the lists are united. A
-- document counts by its number without the kind code, so that an application and its grant are
-- one document, and a filing's own publications are no citations.
with filings as (
  select
    application_no,
    min(office) as office,
    case
      when bool_or(patent_type in ('invention_application', 'invention_grant')) then 'invention'
      else min(patent_type)
    end as patent_type,
    bool_or(patent_type = 'invention_grant') as granted,
    min(filing_date) as filing_date,
    min(publication_date) as first_publication_date,
    -- The title of the first publication; of two spellings the lesser, whatever the rows' order.
    min({published: publication_date, number: publication_no, title: title}).title as title,
    list_sort(list_distinct(flatten(list(ipc)))) as ipc,
    list_sort(list_distinct(flatten(list(applicants)))) as applicants,
    list_sort(list_distinct(flatten(list(applicant_types)))) as applicant_types,
    list_sort(list_distinct(flatten(list(cities)))) as cities,
    list_sort(list_distinct(list(publication_no))) as publications,
    coalesce(flatten(list(cites)), []) as listed_cites,
    coalesce(flatten(list(cited_by)), []) as listed_cited_by,
    max(cites_count) as cites_count,
    max(cited_by_count) as cited_by_count,
    list_sort(
      list({source_file: source_file, source_sheet: source_sheet, source_row: source_row})
    ) as sources
  from incopat
  group by application_no
),

-- Numbers without kind codes: the filing's own, those it cites, those that cite it.
numbered_filings as (
  select
    *,
    list_transform(
      [publications, listed_cites, listed_cited_by],
      lambda documents: list_sort(list_distinct(list_transform(
        documents, lambda document: regexp_replace(document, '([0-9])[A-Z][0-9]?$', '\1')
      )))
    ) as lists
  from filings
)

select
  application_no,
  office,
  patent_type,
  granted,
  filing_date,
  first_publication_date,
  title,
  ipc,
  applicants,
  applicant_types,
  cities,
  publications,
  list_filter(lists[2], lambda document: not list_contains(lists[1], document)) as cites,
  list_filter(lists[3], lambda document: not list_contains(lists[1], document)) as cited_by,
  cites_count,
  cited_by_count,
  sources
from numbered_filings
order by application_no
