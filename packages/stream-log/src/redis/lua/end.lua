-- The end of a message, by authority of Postgres: written even where the log does not lead up to it, but only once.
--
-- KEYS     1 log (list)   2 status (hash)
-- ARGV     1 channel   2 payload prefix "<message>:<epoch>."   3 epoch   4 seq of the first entry   5 length of the text
--          6 status afterwards   7 TTL in ms   8… entries, the last one is the end
-- Returns  { code, epoch, seq }: 0 = written   1 DUP this epoch has its end   2 STALE   3 CLOSED, as in append.lua
local call = redis.call
local state = call('HMGET', KEYS[2], 'at', 'status', 'first')
local epoch, seq = tonumber(ARGV[3]), tonumber(ARGV[4])
local first, opened_at = 8, nil

if state[1] then
  local at_epoch, at_seq = string.match(state[1], '^(%d+)%.(%d+)')
  at_epoch, at_seq = tonumber(at_epoch), tonumber(at_seq)
  if epoch < at_epoch then
    return { 2, at_epoch, at_seq }
  end
  if state[2] ~= 'generating' then
    return { epoch == at_epoch and 1 or 3, at_epoch, at_seq }
  end
  if epoch == at_epoch and seq <= at_seq + 1 then
    opened_at = state[3]
    if seq <= at_seq then
      -- The log has run ahead of what authority knew of it: the end still ends it.
      seq = at_seq + 1
      first = #ARGV
    end
  end
end

if not opened_at then
  -- A new epoch, or a log that lost what leads up to this end: nothing in it can be continued.
  call('DEL', KEYS[1])
  opened_at = seq
end

local time = call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
for i = first, #ARGV do
  call('RPUSH', KEYS[1], ARGV[i])
  call('PUBLISH', ARGV[1], ARGV[2] .. seq .. '\n' .. ARGV[i])
  seq = seq + 1
end
-- The mark makes sure that no append finds the log "exactly where it left it".
call('HSET', KEYS[2], 'at', ARGV[3] .. '.' .. (seq - 1) .. ' end', 'status', ARGV[6], 'first', opened_at, 'length', ARGV[5],
  'heartbeat', now)
call('PEXPIRE', KEYS[1], ARGV[7])
call('PEXPIRE', KEYS[2], ARGV[7])
return { 0, epoch, seq - 1 }
