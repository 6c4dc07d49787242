"""Updates written and sent, stakeholders, the stakeholder map and the comms plan."""
