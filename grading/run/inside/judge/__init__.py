"""The process of the tests: in come the cells, out their results; it runs no student's code and believes nothing that it is told."""
