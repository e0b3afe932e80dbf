-- A writer's sign of life: keeps log and status from expiring. Fenced, so that a zombie cannot keep alive what another
-- owns, and so that a writer without output still learns that it lost its log.
--
-- KEYS     1 log (list)   2 status (hash)
-- ARGV     1 epoch   2 TTL in ms   3 length of the text, or ""
-- Returns  { code, epoch, seq }: 0 OK   2 STALE   3 CLOSED   4 GAP, as in append.lua
local call = redis.call
local state = call('HMGET', KEYS[2], 'at', 'status')
if not state[1] then
  return { 4, 0, 0 }
end
local at_epoch, at_seq = string.match(state[1], '^(%d+)%.(%d+)')
at_epoch, at_seq = tonumber(at_epoch), tonumber(at_seq)
local epoch = tonumber(ARGV[1])

if epoch < at_epoch then
  return { 2, at_epoch, at_seq }
end
if state[2] ~= 'generating' then
  return { 3, at_epoch, at_seq }
end
if epoch > at_epoch or call('PEXPIRE', KEYS[1], ARGV[2]) == 0 then
  return { 4, at_epoch, at_seq }
end
local time = call('TIME')
call('HSET', KEYS[2], 'heartbeat', string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)))
if ARGV[3] ~= '' then
  call('HSET', KEYS[2], 'length', ARGV[3])
end
call('PEXPIRE', KEYS[2], ARGV[2])
return { 0, at_epoch, at_seq }
