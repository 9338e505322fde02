"""The box in which one chooses a file: there is no other, as the server asks it (`web.uploads`)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from sok_metrics.tasks.files.asked_files import ask, stop_asking

_SHOWN = "file_box_shown"


def choose_file(
    label: str, *, kinds: Sequence[str] | None = None, largest_mb: int | None = None, key: str | None = None
) -> UploadedFile | None:
    """The file that the visitor chose; None as long as there is none."""
    context = get_script_run_ctx()
    if context is not None:
        ask(context.session_id)
    st.session_state[_SHOWN] = True
    return st.file_uploader(label, type=kinds, max_upload_size=largest_mb, key=key, width=640)


@contextmanager
def files_go_with_their_page() -> Iterator[None]:
    """Around a run of the script: when no page asks for a file any more, what was sent goes."""
    st.session_state[_SHOWN] = False
    try:
        yield
    finally:
        context = get_script_run_ctx()
        if context is not None and not st.session_state.get(_SHOWN):
            stop_asking([context.session_id])
            context.uploaded_file_mgr.remove_session_files(context.session_id)
