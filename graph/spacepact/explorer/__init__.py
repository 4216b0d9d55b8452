"""The interactive page: the network, its evidence, filters, paths and downloads in one file that needs no web."""

from spacepact.explorer.page import frame, page, render, write

__all__ = ["frame", "page", "render", "write"]
