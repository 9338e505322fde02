"""Files in and out: the partner workbook, and the exchange format as workbook or CSV folder."""
