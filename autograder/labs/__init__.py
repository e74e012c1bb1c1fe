"""The labs, one folder each: probes for the worker, everything else for the judge."""
