"""What pages share: the frame around a page, the visitor, links, charts and small widgets."""
