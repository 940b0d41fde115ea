-- Their people are named beforehand, so that nobody else's rows are looked at.
-- What was sent is planned no more, whatever the deadline (null); what was skipped or given up, under its deadline.
delete from minato.planned_reminders p
using unnest(@people, @plans, @reviews, @occasions, @sections, @deadlines) s(person, plan, review, occasion, section, deadline)
where p.tenant_id = @tenant and p.person = any (@people) and p.person = s.person and p.plan = s.plan and p.review = s.review and p.occasion = s.occasion and p.section = s.section
  and (s.deadline is null or p.deadline = s.deadline)
