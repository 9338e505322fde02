"""Files in and out, and the heavy work beside the pages that makes them."""
