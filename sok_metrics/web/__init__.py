"""Plain HTTP beside Streamlit: the command route, health, Dutch words, compression and security headers."""

from sok_metrics.web.parts import app_parts, build_app

__all__ = ["app_parts", "build_app"]
