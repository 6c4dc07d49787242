"""The texts of documents and pages: charter, certificates, session plans, the hub, the year, the handover."""
