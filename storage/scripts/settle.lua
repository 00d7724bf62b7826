#!lua flags=allow-oom
-- Settles one message of an outbox. KEYS: 1 outbox 2 outboxes due 3 holders of outboxes.
-- ARGV: 1 the contact's name 2 number 3 '1' when done 4 retry time 5 lease end 6 holder 7 '1' when it went out.
-- Returns the whole outbox that remains; nil when another holds it by now: then nothing was done, but that a message
-- that went out is gone. A contact that fetches its messages has no entry in KEYS[2] and gets none (XX).
local name, number, done, retry_at, lease_end, holder, went_out = unpack(ARGV)
redis.call('ZCARD', KEYS[2])
local held_by = redis.call('HGET', KEYS[3], name)
local theirs = held_by and held_by ~= holder
if theirs and (done ~= '1' or went_out ~= '1') then return false end
if redis.call('HEXISTS', KEYS[1], number) == 1 then
    if done == '1' then
        redis.call('HDEL', KEYS[1], number, 'a' .. number, 't' .. number)
        if not theirs then redis.call('ZADD', KEYS[2], 'XX', lease_end, name) end
    else
        redis.call('HDEL', KEYS[1], 'a' .. number)
        redis.call('HINCRBY', KEYS[1], 't' .. number, 1)
        redis.call('ZADD', KEYS[2], 'XX', retry_at, name)
    end
end
local rest = redis.call('HGETALL', KEYS[1])
if #rest == 0 then
    redis.call('ZREM', KEYS[2], name)
    redis.call('HDEL', KEYS[3], name)
end
return not theirs and rest
