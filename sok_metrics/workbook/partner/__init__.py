"""The partner workbook: made to be read, filtered and printed."""
