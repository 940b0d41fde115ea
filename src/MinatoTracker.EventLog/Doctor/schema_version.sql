select v.version from minato.schema_versions v where v.part = 'event-log'
