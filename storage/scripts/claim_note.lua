#!lua
-- Claims a name that nobody holds. The times given decide, not the server's clock, which only removes what is long past.
-- KEYS: 1 claim, "<end of its time> <holder>". ARGV: 1 now 2 until 3 lives so long (ms) 4 holder.
-- Returns 1 claimed, 0 held already.
local held = redis.call('GET', KEYS[1])
if held and tonumber(string.match(held, '^%S+')) > tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[2] .. ' ' .. ARGV[4], 'PX', ARGV[3])
return 1
