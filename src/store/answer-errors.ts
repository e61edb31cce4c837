/** Errors of an answer, each with the path to what it is about. */
export const ERRORS = `from_json(
  json_extract(body, '$.errors'), '[{"message":"VARCHAR","path":["VARCHAR"]}]'
)`;

/**
 * Errors of the answer of an account, each with the selection that it names. An error that names
 * none in the answer or in its request is about all of them, and has a null.
 * @param tags names in an account that are not selections, as a list in SQL
 */
export function ownErrors(tags: string): string {
  return `list_transform(${ERRORS}, lambda e: {'message': e.message, 'key': case
    when e.path[1] = 'viewer' and e.path[2] = 'accounts' and e.path[3] = '0'
      and e.path[4] not in (${tags}) and (
        list_contains(names, e.path[4])
        or regexp_matches(query, '\\b' || regexp_escape(e.path[4]) || '\\b')
      )
      then e.path[4] end})`;
}

/** Selections that errors name and the answer lacks, where it has others: they are missing. */
export const UNANSWERED = `case when p.place = 0 and len(p.names) > 0
  then list_distinct(list_filter(
    list_transform(own_errors, lambda e: e.key), lambda k: not list_contains(p.names, k)
  )) end`;

/**
 * What went wrong with one selection of an account. Where it has no rows, that is any error: what
 * is said to be about another may be the reason.
 */
export const SAID_OF_SELECTION = `coalesce(
  list_filter(n.own_errors, lambda e: coalesce(e.key = n.key, true))[1].message,
  case when not coalesce(s.is_list, false) then n.said end
)`;
