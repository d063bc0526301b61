"""Floors under the quality of what is read, apart from the tests of the code: `make gates`."""
