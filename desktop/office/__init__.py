"""The open office: what screens and the command line ask; the only room that knows all the others."""
