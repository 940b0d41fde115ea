-- What the plan says follows from the log: what a crash takes from it is planned again. So its commit waits for no disk.
select set_config('synchronous_commit', 'off', true)
