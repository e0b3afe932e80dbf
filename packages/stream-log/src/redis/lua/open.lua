-- The opening of a newer epoch: the log holds one epoch only, so what it held before goes.
--
-- KEYS     1 log (list)   2 status (hash)
-- ARGV     1 channel   2 payload prefix "<message>:<epoch>."   3 epoch   4 length of the text   5 TTL in ms   6 entry
-- Returns  0 = opened, else { code, epoch, seq }: 1 DUP this epoch is open   2 STALE   3 CLOSED, as in append.lua
local call = redis.call
local state = call('HMGET', KEYS[2], 'at', 'status')
local epoch = tonumber(ARGV[3])

if state[1] then
  local at_epoch, at_seq = string.match(state[1], '^(%d+)%.(%d+)')
  at_epoch, at_seq = tonumber(at_epoch), tonumber(at_seq)
  if epoch < at_epoch then
    return { 2, at_epoch, at_seq }
  end
  if state[2] ~= 'generating' then
    return { 3, at_epoch, at_seq }
  end
  if epoch == at_epoch then
    return { 1, at_epoch, at_seq }
  end
end

local time = call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
call('DEL', KEYS[1])
call('RPUSH', KEYS[1], ARGV[6])
call('HSET', KEYS[2], 'at', ARGV[3] .. '.1', 'status', 'generating', 'first', 1, 'length', ARGV[4], 'heartbeat', now)
call('PEXPIRE', KEYS[1], ARGV[5])
call('PEXPIRE', KEYS[2], ARGV[5])
call('PUBLISH', ARGV[1], ARGV[2] .. '1\n' .. ARGV[6])
return 0
