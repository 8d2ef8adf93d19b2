"""Reads one file with the Python package for it and prints how long that took, the import of the package left out."""
import json
import sys
import time

path = sys.argv[1]
if path.endswith(".xlsx"):
    import pandas

    def read():
        return pandas.read_excel(path, engine="openpyxl")
elif path.endswith(".mpr"):
    import numpy
    from galvani import BioLogic

    def read():
        """Up to columns: the records alone are only looked at, not read."""
        data = BioLogic.MPRfile(path).data
        return [numpy.array(data[name], dtype=float) for name in data.dtype.names]
else:
    import NewareNDA

    def read():
        return NewareNDA.read(path, log_level="ERROR")

started_at = time.perf_counter()
read()
print(json.dumps({"elapsed_ms": 1000 * (time.perf_counter() - started_at)}))
