"""The version of the library, printed on everything that it computes."""

__version__ = "0.1.0"
