"""Reads what `bncheck fixtures export` wrote with the libraries of each ecosystem, and judges with them: read_exports.py FOLDER

Prints one line of JSON with how many of each were read. Needs numpy, onnx and safetensors.
"""
import json, math, os, struct, sys

import numpy
import onnx
import safetensors.numpy
from onnx.backend.test.loader import load_model_tests
from onnx.backend.test.runner import Runner
from onnx.reference import ReferenceEvaluator
from onnx import numpy_helper

folder, vectors_folder = sys.argv[1], sys.argv[2]

vectors = {}
for name in sorted(os.listdir(vectors_folder)):
    with open(os.path.join(vectors_folder, name), encoding="utf-8") as file:
        for vector in json.load(file)["vectors"]:
            vectors[vector["id"]] = vector


def doubles(bits):
    data = bytes.fromhex(bits)
    return numpy.frombuffer(data, dtype=">f8").astype("<f8")


def singles(bits):
    data = bytes.fromhex(bits)
    return numpy.frombuffer(data, dtype=">f4").astype("<f4")


def check(key, array):
    """Every array must have the bits, the shape and the type that the vector has."""
    identifier, part, name = key.split("/")
    vector = vectors[identifier]
    if part == "input":
        given = vector["arguments"][name]
        wanted, shape = singles(given["bits"]), given.get("shape", [])
        assert array.dtype == numpy.float32, key
    else:
        given = vector["expected"][name]
        shape = given["shape"]
        wanted = doubles(given["bits"]) if part == "expected" else numpy.array([float(b) for b in given["bounds"]])
        assert array.dtype == numpy.float64, key
    assert list(array.shape) == list(shape), (key, array.shape, shape)
    assert numpy.array_equal(array.reshape(-1), wanted, equal_nan=True), key


def read_npz():
    count = 0
    for name in sorted(os.listdir(os.path.join(folder, "npz"))):
        if not name.endswith(".npz"):
            continue
        with numpy.load(os.path.join(folder, "npz", name)) as arrays:
            for key in arrays.files:
                check(key, arrays[key])
                count += 1
    return count


def read_safetensors():
    count = 0
    for name in sorted(os.listdir(os.path.join(folder, "safetensors"))):
        if not name.endswith(".safetensors"):
            continue
        for key, array in safetensors.numpy.load_file(os.path.join(folder, "safetensors", name)).items():
            check(key, array)
            count += 1
    return count


def tensor_of(path):
    tensor = onnx.TensorProto()
    with open(path, "rb") as file:
        tensor.ParseFromString(file.read())
    return numpy_helper.to_array(tensor)


def run_onnx():
    """As onnx.backend.test does: its loader finds the tests, its runner compares, under the tolerances of each test."""
    count = 0
    for test in load_model_tests(os.path.join(folder, "onnx"), "bncheck"):
        model = onnx.load(os.path.join(test.model_dir, "model.onnx"))
        onnx.checker.check_model(model, full_check=True)
        data = os.path.join(test.model_dir, "test_data_set_0")
        names = [one.name for one in model.graph.input]
        inputs = {name: tensor_of(os.path.join(data, f"input_{k}.pb")) for k, name in enumerate(names)}
        wanted = [tensor_of(os.path.join(data, f"output_{k}.pb")) for k in range(len(model.graph.output))]
        given = ReferenceEvaluator(model).run(None, inputs)
        Runner.assert_similar_outputs(wanted, given, rtol=test.rtol, atol=test.atol)
        count += 1
    return count


print(json.dumps({"npz": read_npz(), "safetensors": read_safetensors(), "onnx": run_onnx()}))
