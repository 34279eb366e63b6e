"""A store on a web page of this machine, and as an interface for programs: docs/serving.md."""
