#!lua flags=allow-oom
-- Claims what is due: its time moves to the lease's end. KEYS: 1 zset, name by due time
-- 2 holders (hash), where leases have any. ARGV: 1 now 2 lease end 3 limit 4 holder.
-- Returns the names claimed, the longest due first.
local names = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
if KEYS[2] then redis.call('HLEN', KEYS[2]) end
for _, name in ipairs(names) do
    redis.call('ZADD', KEYS[1], 'XX', ARGV[2], name)
    if KEYS[2] then redis.call('HSET', KEYS[2], name, ARGV[4]) end
end
return names
