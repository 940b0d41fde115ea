insert into minato.weekly_summaries (tenant_id, week, person, message_id, sent_at)
values (@tenant, @week::date, @person, @messageId, @now)
on conflict (tenant_id, week, person) do nothing
