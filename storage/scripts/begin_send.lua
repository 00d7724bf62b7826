#!lua flags=allow-oom
-- Counts an attempt, when nobody else has. KEYS: 1 outbox. ARGV: 1 number 2 attempts the caller knows of.
-- Returns 1 begun, 0 gone or begun by another.
local count = 'a' .. ARGV[1]
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return 0 end
if (redis.call('HGET', KEYS[1], count) or '0') ~= ARGV[2] then return 0 end
redis.call('HINCRBY', KEYS[1], count, 1)
return 1
