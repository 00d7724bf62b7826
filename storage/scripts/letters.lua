#!lua flags=allow-oom
-- Dead letters in order of time, then name. KEYS: 1 letters (hash) 2 letters by time (zset).
-- ARGV: 1 time 2 name, after which to begin 3 limit. Returns name, letter, name, letter …
local after, last, limit = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])
local found, from = {}, 0
repeat
    local batch = redis.call('ZRANGEBYSCORE', KEYS[2], ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', from, limit)
    for i = 1, #batch, 2 do
        local beyond = tonumber(batch[i + 1]) > after or batch[i] > last
        if beyond and #found < 2 * limit then
            found[#found + 1] = batch[i]
            found[#found + 1] = redis.call('HGET', KEYS[1], batch[i]) or ''
        end
    end
    from = from + limit
until #batch < 2 * limit or #found >= 2 * limit
return found
