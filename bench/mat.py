"""Writes large MATLAB files and times how long scipy and h5py take to read them; one line of JSON in, one out."""
import json
import os
import sys
import time

import h5py
import numpy as np
import scipy.io

SAMPLES = 1000
random = np.random.default_rng(7)


def curve(names):
    """Noisy in the last digits, as measured numbers are; the first is the time."""
    time_column = np.arange(SAMPLES) * 0.5
    level = np.linspace(4.2, 2.7, SAMPLES)
    return {n: time_column if i == 0 else level + random.normal(0, 1e-3, SAMPLES) for i, n in enumerate(names)}


def write_nasa(path, megabytes, compressed):
    names = ["Time", "Voltage_measured", "Current_measured", "Temperature_measured", "Current_load", "Voltage_load"]
    count = int(megabytes * 1e6 / (8 * SAMPLES * (len(names) if not compressed else 5)))
    cycle = np.empty((1, count), dtype=[("type", object), ("ambient_temperature", object), ("data", object)])
    for index in range(count):
        data = {**curve(names), "Capacity": 2 - index / count}
        cycle[0, index] = ("charge" if index % 2 == 0 else "discharge", 24.0, data)
    scipy.io.savemat(path, {"B0001": {"cycle": cycle}}, do_compression=compressed, oned_as="row")


def write_severson(path, megabytes, compressed):
    names = ["t", "I", "V", "T", "Qc", "Qd"]
    cells = 10
    cycles = int(megabytes * 1e6 / (8 * SAMPLES * (len(names) if not compressed else 5) * cells))
    filters = {"compression": 3, "shuffle": True, "chunks": True} if compressed else {}
    with h5py.File(path, "w", userblock_size=512) as file:
        store = file.create_group("#refs#")
        state = {"count": 0}
        kind = h5py.special_dtype(ref=h5py.Reference)

        def name():
            state["count"] += 1
            return f"r{state['count']}"

        def numbers(values, options):
            dataset = store.create_dataset(name(), data=np.reshape(values, (1, -1)), **options)
            dataset.attrs["MATLAB_class"] = np.bytes_("double")
            return dataset.ref

        def references(group, field, refs):
            group.create_dataset(field, data=np.array([[r] for r in refs], dtype=kind), dtype=kind)

        def struct():
            group = store.create_group(name())
            group.attrs["MATLAB_class"] = np.bytes_("struct")
            return group

        rows = {"cycles": [], "summary": [], "cycle_life": []}
        for _ in range(cells):
            arrays = [curve(names) for _ in range(cycles)]
            of_cell = struct()
            for field in names:
                references(of_cell, field, [numbers(array[field], filters) for array in arrays])
            summary = struct()
            for field in ["cycle", "QDischarge"]:
                values = np.arange(1, cycles + 1) if field == "cycle" else np.linspace(1.1, 0.9, cycles)
                summary.create_dataset(field, data=values.reshape(-1, 1).astype(float)).attrs["MATLAB_class"] = np.bytes_("double")
            rows["cycles"].append(of_cell.ref)
            rows["summary"].append(summary.ref)
            rows["cycle_life"].append(numbers([900.0], {}))
        batch = file.create_group("batch")
        batch.attrs["MATLAB_class"] = np.bytes_("struct")
        for field, refs in rows.items():
            references(batch, field, refs)


def read_severson(path):
    """What the importer takes too: current, voltage, time and temperature of every cycle."""
    read = 0
    with h5py.File(path, "r") as file:
        for cell in file["batch"]["cycles"][:, 0]:
            cycles = file[cell]
            for field in ["t", "I", "V", "T"]:
                for reference in cycles[field][:, 0]:
                    read += file[reference][()].size
    return read


def write(path, layout, megabytes, compressed):
    (write_nasa if layout == "nasa" else write_severson)(path, megabytes, compressed)
    return {"megabytes": os.path.getsize(path) / 1e6}


def read(path, layout):
    started = time.perf_counter()
    scipy.io.loadmat(path) if layout == "nasa" else read_severson(path)
    return {"elapsed_ms": 1000 * (time.perf_counter() - started)}


request = json.loads(sys.argv[1])
print(json.dumps({"write": write, "read": read}[request.pop("do")](**request)))
