import { FIELDS, type Field } from '../tables/sources.ts';

/** Fields of which a filing may have several, in as many rows; of the others the first stands. */
const LISTS: ReadonlySet<Field> = new Set<Field>([
  'ipc',
  'applicants',
  'applicant_types',
  'province',
  'cities',
  'districts',
  'address',
  'postcode',
  'cites',
  'cited_by',
]);
/** Fields that a joined row has. */
export const JOINED: readonly Field[] = FIELDS.filter(
  (field) => !['citing', 'cited', 'citing_application', 'cited_application'].includes(field),
);

/**
 * `parts`: rows of documents and parts of them, `src` the table and `line` its row, with the keys of the
 * filing and of the publication. `links`: a citation for each of its ends that has a key.
 */
export const CREATE = `
  create table parts (
    src integer, line integer, app varchar, pub varchar, ${JOINED.map((field) => `${field} varchar`).join(', ')}
  );
  create table links (
    src integer, line integer, app varchar, pub varchar, field varchar, value varchar
  )`;

/** The tables `facts` and `known`: what the other rows say of the filings of the base ones. */
export function prepare(base: readonly number[]): string {
  const isBase = base.length === 0 ? 'false' : `src in (${base.join(', ')})`;
  return `
    create table facts as
      select src, line, case when app is null then pub end as pub, app, field, value, row_number() over () as seq
      from (
        unpivot (select * from parts where not ${isBase})
        on ${JOINED.join(', ')} into name field value value
      )
      union all
      select src, line, case when app is null then pub end, app, field, value,
        row_number() over () + 1000000000000
      from links;
    create table filings as
      select src, line, pub, coalesce(app, mapped) as app, row_number() over () as seq
      from (select * from parts where ${isBase}) b
      left join (
        select pub as key, min(app) as mapped
        from parts where pub is not null and app is not null group by pub
      ) on key = b.pub and b.app is null;
    create table known as
      select app, pub, field,
        case when field in (${[...LISTS].map((field) => `'${field}'`).join(', ')})
          then string_agg(value, chr(10) order by seq) else arg_min(value, seq) end as value
      from facts
      where app in (select app from filings) or (app is null and pub in (select pub from filings))
      group by app, pub, field`;
}

/** The base rows, completed, in the order in which they were read: src, line, and the joined fields. */
export function joinedRows(base: readonly number[]): string {
  const pivoted = (key: string, other: string): string =>
    `select ${key} as key, ${JOINED.map((field) => `max(value) filter (where field = '${field}') as ${field}`).join(', ')}
     from known where ${other} group by ${key}`;
  const fields = JOINED.map((field) => {
    if (field === 'application_no') {
      return `coalesce(p.application_no, f.app, a.application_no, n.application_no)`;
    }
    return LISTS.has(field) && (field === 'cites' || field === 'cited_by')
      ? `nullif(concat_ws(chr(10), p.${field}, a.${field}, n.${field}), '')`
      : `coalesce(p.${field}, a.${field}, n.${field})`;
  });
  return `
    select p.src, p.line, ${fields.join(', ')}
    from filings f
    join parts p using (src, line)
    left join (${pivoted('app', 'app is not null')}) a on a.key = f.app
    left join (${pivoted('pub', 'app is null')}) n on n.key = f.pub
    where p.src in (${base.join(', ')})
    order by f.seq`;
}

/** How many rows of each other table were joined: src, rows. */
export const USED = `
  select src, cast(count(distinct line) as integer)
  from facts
  where app in (select app from filings) or (app is null and pub in (select pub from filings))
  group by src
  order by src`;
