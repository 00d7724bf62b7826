#!lua flags=allow-oom
-- As claim.lua, for finished conversations. KEYS: 1 finished due (zset) 2 finished (hash). ARGV: 1 now 2 lease end 3 limit.
-- Returns id, sealed, id, sealed …
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
if #ids == 0 then return {} end
local values = redis.call('HMGET', KEYS[2], unpack(ids))
local claimed = {}
for i, id in ipairs(ids) do
    redis.call('ZADD', KEYS[1], 'XX', ARGV[2], id)
    claimed[2 * i - 1] = id
    claimed[2 * i] = values[i] or ''
end
return claimed
