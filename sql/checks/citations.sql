-- Links to what cannot be a document: no office of two letters, no number, or the filing itself.
select citations.*
from citations
join patents using (application_no)
where not regexp_matches(document, '^[A-Z]{2}[A-Z]*[0-9]')
  or list_contains(
    list_transform(publications, lambda own: regexp_replace(own, '([0-9])[A-Z][0-9]?$', '\1')),
    document
  )
order by application_no, direction, document
