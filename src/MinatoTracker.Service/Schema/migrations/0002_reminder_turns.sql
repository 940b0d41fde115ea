-- Whom a process is about to mail is claimed in reminder_turns now. A claim that stands at this moment is of a process that this
-- one replaces; what it sent without recording it is sent once more, under the same Message-ID.
drop table if exists minato.reminder_claims;
