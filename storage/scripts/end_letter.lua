#!lua flags=allow-oom
-- Ends a dead letter. KEYS: 1 letters (hash) 2 letters by time (zset), and where its work is put back, if it is:
-- 3 index (zset) 4 records (hash). ARGV: 1 the letter's name 2 now 3 name in the index 4 name of the record.
-- Returns 1, or 0 when there is no such letter.
local letters, by_time, index, records = unpack(KEYS)
local name, now, entry, record = unpack(ARGV)
if redis.call('HEXISTS', letters, name) == 0 then return 0 end
redis.call('ZCARD', by_time)
if index then redis.call('ZCARD', index) end
local set_aside = redis.call('HGET', letters, name .. '.r')
local attempts = redis.call('HGET', letters, name .. '.a')
if records then redis.call('HLEN', records) end

if records and set_aside then
    redis.call('HSET', records, record, set_aside)
    if attempts and attempts ~= '' then redis.call('HSET', records, 'a' .. record, attempts) end
end
-- Without a record there is nothing to be done; a contact's time needs none. A time or lease set since stands.
if index and (set_aside or not records) then redis.call('ZADD', index, 'NX', now, entry) end
redis.call('HDEL', letters, name, name .. '.r', name .. '.a')
redis.call('ZREM', by_time, name)
return 1
