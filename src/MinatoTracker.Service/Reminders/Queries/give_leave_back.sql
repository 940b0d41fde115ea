update minato.sending_minutes set taken = greatest(0, taken - @unused) where tenant_id = @tenant and minute = @minute
