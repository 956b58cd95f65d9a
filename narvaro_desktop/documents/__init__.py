"""Papers: values in, PDF bytes out, always in Swedish."""
