#!lua flags=allow-oom
-- Ends a holder's claim of a name, and nobody else's. KEYS: 1 claim, see claim_note.lua. ARGV: 1 holder. Returns 0.
local held = redis.call('GET', KEYS[1])
if held and string.match(held, ' (%d+)$') == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 0
