-- What stands of a review otherwise than wanted: a row that is missing or one too many, and each column that says something else.
-- As where rows are laid, what is not wanted any more and has come already may stay: it is skipped with its reason.
with wanted as materialized (
    select w.* from unnest(@people, @occasions, @sections, @audiences, @deadlines, @dueAt, @nextAt, @attempts)
        w(person, occasion, section, audience, deadline, due_at, next_at, attempts)),
standing as materialized (
    select p.person, p.occasion, p.section, p.audience, p.deadline, p.due_at, p.next_at, p.attempts
    from minato.planned_reminders p
    where p.tenant_id = @tenant and p.plan = @plan and p.review = @review)
select person, occasion, section, differs.in_column, differs.found, differs.expected
from wanted w full join standing s using (person, occasion, section)
cross join lateral (
    select 'row' as in_column, 'none' as found, 'one' as expected where s.due_at is null
    union all
    select 'row', 'one', 'none' where w.due_at is null and s.due_at > @now
    union all
    select said.* from (values
        ('audience', s.audience::text, w.audience::text),
        ('deadline', s.deadline::text, w.deadline::text),
        ('due_at', (s.due_at at time zone 'UTC')::text || 'Z', (w.due_at at time zone 'UTC')::text || 'Z'),
        ('next_at', (s.next_at at time zone 'UTC')::text || 'Z', (w.next_at at time zone 'UTC')::text || 'Z'),
        ('attempts', s.attempts::text, w.attempts::text)) said(in_column, found, expected)
    where s.due_at is not null and w.due_at is not null and said.found <> said.expected) differs
order by person, occasion, section
