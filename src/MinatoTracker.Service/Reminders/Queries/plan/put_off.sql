update minato.planned_reminders p set attempts = f.attempts, next_at = f.next_at
from unnest(@people, @plans, @reviews, @occasions, @sections, @deadlines, @attempts, @nextAt) f(person, plan, review, occasion, section, deadline, attempts, next_at)
where p.tenant_id = @tenant and p.person = any (@people) and p.person = f.person and p.plan = f.plan and p.review = f.review and p.occasion = f.occasion and p.section = f.section
  and p.deadline = f.deadline and p.attempts < f.attempts
