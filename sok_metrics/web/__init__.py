"""Plain HTTP beside Streamlit: the command route, health, Dutch words, compression and security headers."""
