-- Why the duration that logs give a Durable Object class has a low and a high end, in words: how
-- its mode is known, how its sockets count, and what is added for truncated milliseconds and idle
-- time.
-- grain: account, script, class
select
    account,
    script,
    class,
    concat_ws(
        '; ',
        case when is_stated then printf('mode %s by classes.csv', mode)
            else printf('mode %s assumed, because classes.csv does not name the class', mode) end,
        case
            when is_guessed_accept then 'low is without the time of open sockets'
            when has_upgrades then 'open sockets count throughout'
            when upgrades > 0 then printf(
                '%s upgrade(s) left out, they last as long as their socket', upgrades::varchar
            )
        end,
        'wall times are whole milliseconds: 0.5 ms added an event, 1 ms in high',
        'high: ' || tails,
        case when compatible_from is null then 'no compatibility date known, pending work left out'
            end
    ) as band
from logs.classes
