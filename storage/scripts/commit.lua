#!lua
-- One step of one contact, all or nothing. Everything is read and checked before the first write: Redis does not roll back.
-- KEYS: 1 state (hash) 2 marks (zset) 3 outbox (hash) 4 outboxes due (zset) 5 due times (zset) 6 finished (hash)
--       7 finished due (zset) 8 holders of outboxes (hash)
-- ARGV: 1 now  2 mark or ''  3 marks older than this are forgotten  4 marks live so long (ms)  5 expected version
--       6 '1' when the state changed  7 sealed state  8 due or ''  9 lease end, '' for contacts that fetch
--       10 the contact's name in the zsets  11 holder  12 n messages, then n times (number, sealed)
--       m finished, then m times (conversation id, sealed)
-- Returns 0 applied, 1 applied and the outbox is yours, 2 duplicate, 3 conflict.
local state, marks, outbox, outboxes, dues, finished, finished_due, holders = unpack(KEYS)
local now, mark, forget, keep, expected, changed, sealed, due, lease_end, name, holder = unpack(ARGV, 1, 11)

if mark ~= '' then
    local seen = redis.call('ZSCORE', marks, mark)
    if seen and tonumber(seen) >= tonumber(forget) then return 2 end
end

local function remember()
    if mark == '' then return end
    redis.call('ZREMRANGEBYSCORE', marks, '-inf', '(' .. forget)
    redis.call('ZADD', marks, now, mark)
    redis.call('PEXPIRE', marks, keep)
end

if changed ~= '1' then
    remember()
    return 0
end

if (redis.call('HGET', state, 'v') or '0') ~= expected then return 3 end
local messages = tonumber(ARGV[12])
local endings = tonumber(ARGV[13 + 2 * messages])
if #ARGV ~= 13 + 2 * messages + 2 * endings or not tonumber(now) or not tonumber(expected)
    or not (due == '' or tonumber(due)) or not (lease_end == '' or tonumber(lease_end)) then
    return redis.error_reply('ERR commit: malformed arguments')
end
-- A key of another type must fail here, not half-way through.
local was_empty = redis.call('HLEN', outbox) == 0
redis.call('ZCARD', outboxes)
redis.call('ZCARD', dues)
redis.call('HLEN', finished)
redis.call('ZCARD', finished_due)
redis.call('HLEN', holders)

remember()
redis.call('HSET', state, 'v', string.format('%d', expected + 1), 'b', sealed)
if due == '' then redis.call('ZREM', dues, name) else redis.call('ZADD', dues, due, name) end
for i = 13, 11 + 2 * messages, 2 do redis.call('HSET', outbox, ARGV[i], ARGV[i + 1]) end
for i = 14 + 2 * messages, #ARGV, 2 do
    redis.call('HSET', finished, ARGV[i], ARGV[i + 1])
    redis.call('ZADD', finished_due, now, ARGV[i])
end
if messages == 0 or lease_end == '' then return 0 end
if was_empty then
    redis.call('ZADD', outboxes, lease_end, name)
    redis.call('HSET', holders, name, holder)
    return 1
end
redis.call('ZADD', outboxes, 'NX', now, name)
return 0
