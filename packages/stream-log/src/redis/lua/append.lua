-- A writer's next entries: check the fence, write, publish, in one step, so that log and fan-out hold or fail together
-- and the order of the log is the order of publishing.
--
-- KEYS     1 log (list)   2 status (hash)
-- ARGV     1 channel   2 payload prefix "<message>:<epoch>."   3 "<epoch>.<seq>" before   4 the same after
--          5 seq of the first entry   6… entries
-- Returns  0 = written, else { code, epoch, seq } with where the log stands:
--          1 DUP all of it was there   2 STALE a newer epoch owns the log   3 CLOSED the message has ended
--          4 GAP entries before these are missing (or all of the log is)
local call = redis.call
local first, seq = 6, ARGV[5]
local at = call('HGET', KEYS[2], 'at')

-- Nearly always the log stands exactly where the writer left it: one comparison is then fence, gap and repeat check.
if at ~= ARGV[3] then
  if not at then
    return { 4, 0, 0 }
  end
  local at_epoch, at_seq = string.match(at, '^(%d+)%.(%d+)')
  local epoch = string.match(ARGV[3], '^%d+')
  at_epoch, at_seq, epoch, seq = tonumber(at_epoch), tonumber(at_seq), tonumber(epoch), tonumber(seq)
  if epoch < at_epoch then
    return { 2, at_epoch, at_seq }
  end
  if call('HGET', KEYS[2], 'status') ~= 'generating' then
    return { 3, at_epoch, at_seq }
  end
  if epoch > at_epoch or seq > at_seq + 1 then
    return { 4, at_epoch, at_seq }
  end
  -- A repeat whose first run was executed, perhaps in part of a larger flush: only what is new is written.
  first = first + at_seq + 1 - seq
  if first > #ARGV then
    return { 1, at_epoch, at_seq }
  end
  seq = at_seq + 1
end

local prefix = ARGV[2]
for i = first, #ARGV do
  local entry = ARGV[i]
  call('RPUSH', KEYS[1], entry)
  call('PUBLISH', ARGV[1], prefix .. seq .. '\n' .. entry)
  seq = seq + 1
end
call('HSET', KEYS[2], 'at', ARGV[4])
return 0
