select v.version from minato.read_model_versions v where v.read_model = $1
