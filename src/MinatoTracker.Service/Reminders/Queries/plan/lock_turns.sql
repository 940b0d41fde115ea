-- In one order for all who lock them.
select count(*) from (
    select from minato.reminder_turns t where t.tenant_id = @tenant and t.person = any (@people) order by t.person for update) locked
