-- Makes a review's rows those that are wanted, and answers whose turns may have changed. What is not wanted any more and has come
-- already stays: it is skipped with its reason, which is an event.
with wanted as materialized (
    select w.* from unnest(@people, @occasions, @sections, @audiences, @deadlines, @dueAt, @nextAt, @attempts)
        w(person, occasion, section, audience, deadline, due_at, next_at, attempts)),
gone as (
    delete from minato.planned_reminders p
    where p.tenant_id = @tenant and p.plan = @plan and p.review = @review and p.due_at > @now
      and not exists (select from wanted w where w.person = p.person and w.occasion = p.occasion and w.section = p.section)
    returning p.person),
laid as (
    insert into minato.planned_reminders as p
        (tenant_id, person, plan, review, occasion, section, audience, deadline, due_at, next_at, attempts)
    select @tenant, w.person, @plan, @review, w.occasion, w.section, w.audience, w.deadline, w.due_at, w.next_at, w.attempts from wanted w
    on conflict (tenant_id, person, plan, review, occasion, section) do update
        set audience = excluded.audience, deadline = excluded.deadline, due_at = excluded.due_at, next_at = excluded.next_at,
            attempts = excluded.attempts
        where (p.audience, p.deadline, p.due_at, p.next_at, p.attempts)
            is distinct from (excluded.audience, excluded.deadline, excluded.due_at, excluded.next_at, excluded.attempts)
    returning p.person)
select person from gone union select person from laid
