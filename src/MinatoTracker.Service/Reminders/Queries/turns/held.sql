select t.person, t.claimed_until from minato.reminder_turns t
where t.tenant_id = @tenant and t.person = any (@people) and t.turn_at <= @now
  and t.claimed_until > @now and t.claimed_by is not null
