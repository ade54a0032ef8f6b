"""Saydam: navigation, language, model choice. Run with `streamlit run app.py`."""

import logging
from pathlib import Path

import streamlit as st

from explain.errors import ExplainError
from pages.shell import address
from pages.shell.page import from_app, pages
from pages.shell.texts import language, settle_language, switch_language, t
from pages.shell.warm import lifespan


def main() -> None:
    """One run of the script: a visitor came, or did something."""
    icon = Path(__file__).parent / "pages/shell/icon.png"
    st.set_page_config(page_title="Saydam", page_icon=icon, layout="wide")
    settle_language()
    sections: dict[str, list[st.Page]] = {}
    for declared in pages():
        sections.setdefault(t(f"nav.{declared.section}"), []).append(
            st.Page(
                declared.file,
                title=t(f"{declared.name}.title"),
                icon=f":material/{declared.icon}:",
                url_path=declared.path,
                default=not declared.path,
                help=t(f"{declared.name}.lead"),
            )
        )
    page = st.navigation(sections)
    address.arrive(page.url_path, language())
    # torch and transformers take seconds to import the first time; by now the visitor has the navigation to look at.
    with st.spinner(t("shell.loading", model="Saydam")):
        from pages.shell.frame import pick_model, say_problem
    try:
        with st.sidebar:
            switch_language()
            pick_model()
        from_app(page.run)
    except ExplainError as problem:
        say_problem(problem)
    except Exception:
        logging.getLogger("saydam").exception("page %s", page.url_path)
        st.error(t("error.unexpected"), icon=":material/error:")
    finally:
        if not address.publish(language()):
            st.caption(t("shell.address_too_long"))


if __name__ == "__main__":
    main()
else:
    # The server imports this file once when it starts; what it finds here tells it what to do then.
    app = st.App(__file__, lifespan=lifespan)
