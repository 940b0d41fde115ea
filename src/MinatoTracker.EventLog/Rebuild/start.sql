-- What a rebuild that was killed left behind goes. A schema of its own lets the new tables, their indexes, constraints and
-- sequences bear their final names from the start.
drop schema if exists minato_next cascade;
create schema minato_next;
