"""The pages people see. Near means in person here, unless asked otherwise: docs/adr/0007."""
