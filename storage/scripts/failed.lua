#!lua
-- Counts a failure of a piece of work; the last one makes it a dead letter and takes it out of the others' way.
-- KEYS: 1 count 2 letters (hash) 3 letters by time (zset), and where such work waits: 4 index (zset) 5 records (hash)
--       6 holders of outboxes (hash)
-- ARGV: 1 the letter's name 2 now 3 how many failures make a letter 4 the count lives so long (ms) 5 sealed letter
--       6 name in the index 7 name of the record
-- Returns 1 when it is a dead letter now, else 0. A letter's field is "<tries> <time> <sealed>"; the record it is
-- about is beside it as "<name>.r", and how often sending it was begun as "<name>.a": what may be said once stays so.
local count_key, letters, by_time, index, records, holders = unpack(KEYS)
local name, now, limit, keep, sealed, entry, record = unpack(ARGV)
-- A key of another type must fail here, not half-way through.
local before = redis.call('HGET', letters, name)
redis.call('ZCARD', by_time)
if index then redis.call('ZCARD', index) end
local set_aside = records and redis.call('HGET', records, record)
local attempts = set_aside and redis.call('HGET', records, 'a' .. record) or ''
if holders then redis.call('HLEN', holders) end

local count = redis.call('INCR', count_key)
redis.call('PEXPIRE', count_key, keep)
if count < tonumber(limit) then return 0 end
redis.call('DEL', count_key)
local tries = count + (before and tonumber(string.match(before, '^%d+')) or 0)
redis.call('HSET', letters, name, string.format('%d %s ', tries, now) .. sealed)
redis.call('ZADD', by_time, now, name)
if set_aside then
    redis.call('HSET', letters, name .. '.r', set_aside, name .. '.a', attempts)
    redis.call('HDEL', records, record, 'a' .. record, 't' .. record)
end
if not index then return 1 end
-- An outbox goes on with its other messages.
if holders and redis.call('HLEN', records) > 0 then return 1 end
redis.call('ZREM', index, entry)
if holders then redis.call('HDEL', holders, entry) end
return 1
