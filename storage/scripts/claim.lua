#!lua flags=allow-oom
-- Claims what is due: its time moves to the lease's end. KEYS: 1 zset, name by due time. ARGV: 1 now 2 lease end 3 limit.
-- Returns the names claimed, the longest due first.
local names = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, name in ipairs(names) do redis.call('ZADD', KEYS[1], 'XX', ARGV[2], name) end
return names
