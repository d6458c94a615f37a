"""The pages of the library: Markdown, and an API reference from the docstrings."""

from mgmtsys.values.version import __version__

project, author, copyright = "mgmtsys", "the mgmtsys authors", "the mgmtsys authors"
release = version = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"mgmtsys {release}"
html_show_sourcelink = html_copy_source = False
myst_heading_anchors = 3
autodoc_default_options = {"members": True, "undoc-members": True}
autodoc_member_order = "bysource"
python_maximum_signature_line_length = 80
