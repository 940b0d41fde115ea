-- The job scheduler makes its own tables; they stay out of the way of the log.
create schema if not exists quartz;
