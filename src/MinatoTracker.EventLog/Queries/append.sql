select a.command, a.stream_id, a.outcome, a.version, a.first_seq, a.recorded_at
from minato.append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) a
