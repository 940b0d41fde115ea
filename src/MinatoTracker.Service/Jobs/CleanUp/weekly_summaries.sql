delete from minato.weekly_summaries where tenant_id = @tenant and sent_at < @before
