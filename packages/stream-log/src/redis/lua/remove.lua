-- Deletes all keys of a message if its log still stands at the epoch that the caller looked at.
--
-- KEYS     1 log (list)   2 status (hash)   3 task (string)
-- ARGV     1 epoch; 0 = there is no status hash
-- Returns  1 = deleted, 0 = somebody wrote meanwhile
local at = redis.call('HGET', KEYS[2], 'at')
local epoch = at and string.match(at, '^%d+') or '0'
if epoch ~= ARGV[1] then
  return 0
end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
return 1
