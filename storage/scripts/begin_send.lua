#!lua flags=allow-oom
-- Counts an attempt, when nobody else has. KEYS: 1 outbox 2 holders of outboxes.
-- ARGV: 1 number 2 attempts the caller knows of 3 the contact's name 4 holder.
-- Returns 1 begun, 0 gone, begun by another or held by another.
local count = 'a' .. ARGV[1]
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return 0 end
if (redis.call('HGET', KEYS[1], count) or '0') ~= ARGV[2] then return 0 end
local held_by = redis.call('HGET', KEYS[2], ARGV[3])
if held_by and held_by ~= ARGV[4] then return 0 end
redis.call('HINCRBY', KEYS[1], count, 1)
return 1
