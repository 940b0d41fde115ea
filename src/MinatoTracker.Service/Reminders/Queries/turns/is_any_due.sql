select coalesce((
    select true from minato.reminder_turns t
    where t.tenant_id = @tenant and greatest(t.turn_at, t.claimed_until) <= @now
    order by greatest(t.turn_at, t.claimed_until)
    limit 1), false)
