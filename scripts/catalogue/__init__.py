"""The catalogue of « logements Hlm accompagnés »: YAML records in, a searchable site out."""
