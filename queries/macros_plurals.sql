-- Nouns that agree with their number. No macro reads a table.

-- A sentence with names of counts in braces, whose noun after each count of one is singular:
-- "{per} queries" is "{per} query". `counts` are pairs of a name and its number as text. It is done
-- before names are put in, because a name may end in a number: "shard 1 reads".
create or replace macro agreed(sentence, counts) as list_reduce(
    list_prepend(sentence, list_transform(
        list_filter(counts, lambda pair: pair[2] = '1'),
        lambda pair: '(\{' || pair[1] || '\} (?:class [AB] |incoming |stored or deleted )?'
    )),
    lambda text, count: regexp_replace(
        regexp_replace(text, count || '[a-z]+)ies\b', '\1y', 'g'),
        count || '[a-z]*[^s ])s\b', '\1', 'g'
    )
);
