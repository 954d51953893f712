"""The part that all adapters for Python libraries share: the wire protocol, tensors, and stateful layers.

An adapter says how its library is used, as one class for each way in which its users reach batch norm:

    class Layer:
        def __init__(self, setup): ...             # gamma, beta, running_mean, running_variance: float32 arrays; gamma
                                                   # and beta may be None. channel_axis, epsilon, factor (the weight of
                                                   # the new batch), shape (of the first input).
        def training(self, input): ...             # gives the output, or a dictionary of all that it can show
        def inference(self, input): ...            # gives the output
        def gradient(self, grad_output): ...       # of the latest call: gives gradInput, gradGamma, gradBeta
        def state(self): ...                       # gives the running mean and the running variance
        def set_state(self, mean, variance): ...

and then calls `serve`. Each request makes a fresh object, except that the steps of a sequence share one. A method that
a class lacks, and a `Skip` that it raises, skip the request; any other exception refuses it.
Needs NumPy and nothing else. What libraries print to standard output goes to standard error.
"""

import base64
import json
import os
import sys
from types import SimpleNamespace

import numpy as np

PROTOCOL = 1
DTYPES = {"float32": np.dtype("<f4"), "float64": np.dtype("<f8")}
OPERATIONS = ["training", "inference", "trainingGradient", "inferenceGradient", "sequence"]


class Skip(Exception):
    """What the library does not offer: `raise Skip("why")`."""


def serve(name, version, ways, conventions=None, operations=OPERATIONS, dtype="float32", language="Python"):
    """Answers requests until bncheck says stop. `ways` maps the name of each way to its class."""
    replies = take_over_stdout()
    about = {
        "protocol": PROTOCOL,
        "name": name,
        "version": version,
        "language": language,
        "dtype": dtype,
        "capabilities": list(operations),
        "ways": list(ways),
    }
    if conventions is not None:
        about["conventions"] = conventions
    for line in sys.stdin:
        message = json.loads(line)
        if message["cmd"] == "stop":
            break
        reply = about if message["cmd"] == "start" else reply_to(message, ways, DTYPES[dtype])
        replies.write(json.dumps(reply) + "\n")
        replies.flush()


def take_over_stdout():
    """A private copy of standard output; whatever else writes there, in C++ too, reaches standard error."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return replies


def reply_to(message, ways, dtype):
    try:
        way = ways[message.get("way") or next(iter(ways))]
        result = run(way, message["operation"], decode_all(message["case"]), dtype)
        return {"seq": message["seq"], "result": result}
    except Skip as reason:
        return {"seq": message["seq"], "skipped": str(reason)}
    except Exception as error:
        return {"seq": message["seq"], "error": f"{type(error).__name__}: {error}"[:500]}


def run(way, operation, case, dtype):
    if operation == "sequence":
        layer = way(setup_of(case, first_shape(case["steps"])))
        return {"steps": [encode_all(run_step(layer, step), dtype) for step in case["steps"]]}
    layer = way(setup_of(case, case["input"].shape))
    mode = "training" if operation.startswith("training") else "inference"
    if operation == mode:
        return encode_all(forward(layer, mode, case["input"]), dtype)
    gradient = method(layer, "gradient")
    method(layer, mode)(case["input"])
    return encode_all(gradients(gradient(case["gradOutput"])), dtype)


def run_step(layer, step):
    call = step["call"]
    if call == "gradient":
        return gradients(method(layer, "gradient")(step["gradOutput"]))
    if call == "getState":
        return state_of(layer)
    if call == "setState":
        method(layer, "set_state")(step["runningMean"], step["runningVariance"])
        return {}
    return forward(layer, call, step["input"])


def forward(layer, mode, input):
    given = method(layer, mode)(input)
    result = given if isinstance(given, dict) else {"output": given}
    if mode == "training" and getattr(layer, "state", None) is not None:
        result = {**result, **state_of(layer)}
    return result


def state_of(layer):
    mean, variance = method(layer, "state")()
    return {"runningMean": mean, "runningVariance": variance}


def gradients(given):
    return dict(zip(["gradInput", "gradGamma", "gradBeta"], given))


def method(layer, name):
    found = getattr(layer, name, None)
    if found is None:
        raise Skip(f"this way has no {name}")
    return found


def setup_of(case, shape):
    """What a layer is made of; requests for gradients leave out what those do not depend on."""
    axis = case["channelAxis"]
    if not (isinstance(axis, int) and 0 <= axis < len(shape)):
        raise ValueError(f"channelAxis {axis} is no axis of a tensor of rank {len(shape)}")
    channels = shape[axis]
    running_mean, running_variance = case.get("runningMean"), case.get("runningVariance")
    return SimpleNamespace(
        gamma=case["gamma"],
        beta=case["beta"],
        running_mean=np.zeros(channels, np.float32) if running_mean is None else running_mean,
        running_variance=np.ones(channels, np.float32) if running_variance is None else running_variance,
        epsilon=float(case["epsilon"]),
        factor=float(case.get("exponentialAverageFactor", 0.1)),
        channel_axis=axis,
        shape=tuple(shape),
        channels=channels,
    )


def first_shape(steps):
    return next(step["input"].shape for step in steps if "input" in step)


def decode_all(case):
    return {name: decode(value) for name, value in case.items()}


def decode(value):
    if isinstance(value, list):
        return [decode_all(step) for step in value]
    if isinstance(value, dict):
        data = np.frombuffer(base64.b64decode(value["data"]), DTYPES[value["dtype"]])
        return data.reshape(value["shape"]).copy()
    return float(value) if value in ("NaN", "Infinity", "-Infinity") else value


def encode_all(result, dtype):
    return {name: encode(value, dtype) for name, value in result.items() if value is not None}


def encode(value, dtype):
    array = np.ascontiguousarray(np.asarray(value), dtype)
    return {"dtype": dtype_name(dtype), "shape": list(np.shape(value)), "data": base64.b64encode(array).decode("ascii")}


def dtype_name(dtype):
    return next(name for name, known in DTYPES.items() if known == dtype)
