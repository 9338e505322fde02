"""The exchange format in and out: a workbook, CSV files, or a table as people have it."""
