select w.week::text as week, w.person from minato.weekly_summaries w where w.tenant_id = @tenant and w.week >= @from::date
