-- Answers how many of those wanted are granted: what is left of the minute's limit. A process whose clock is behind counts in the
-- minute that another has begun.
with before as materialized (
    select greatest(m.minute, @minute) as minute, case when m.minute < @minute then 0 else m.taken end as taken
    from minato.sending_minutes m where m.tenant_id = @tenant
    for update)
update minato.sending_minutes m
set minute = before.minute, taken = before.taken + greatest(0, least(@wanted, @limit - before.taken))
from before
where m.tenant_id = @tenant
returning greatest(0, least(@wanted, @limit - before.taken))
