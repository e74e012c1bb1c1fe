"""What authors of labs ask: `gradkit lab`, and `gradkit doctor` with `--margins` or `--mutants`."""
