"""Front door for a first visit by link; see `open_app`."""

from pages.shell.contents import open_app

open_app()
