#!lua flags=allow-oom
-- Removes a finished conversation that the ledger has. KEYS: 1 finished due (zset) 2 finished (hash). ARGV: 1 id.
redis.call('HLEN', KEYS[2])
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
return 0
