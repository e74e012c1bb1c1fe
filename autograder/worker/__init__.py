"""The only room in which student code runs. It knows probes and inputs, and no answer."""
