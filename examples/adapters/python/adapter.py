"""Lets bncheck test a batch normalization that Python can reach: bncheck check "cmd:python3 adapter.py"

bncheck starts this program, writes one JSON object a line to its stdin, and reads one reply a line from its
stdout. Print nothing else to stdout: logs go to stderr. Standard library only.
"""

import json
import math
import struct
import sys
from array import array
from base64 import b64decode, b64encode
from types import SimpleNamespace

# ==== FILL IN: who you are, what you can do, and your batch normalization ====================================

ABOUT = {
    "protocol": 1,
    "name": "my batch norm in Python",
    "language": "Python",
    "dtype": "float32",
    "capabilities": ["training", "inference", "trainingGradient", "inferenceGradient"],
    # 1: the running variance takes in v * m / (m - 1); 0: v itself. keep: an empty batch changes no statistics.
    "conventions": {"runningVarianceCorrection": 1, "emptyBatch": "keep"},
}


def batch_norm(case):
    """Call your own code here instead.

    Tensors are flat, the last axis fastest, of the shape case.shape, with the channels on axis case.channelAxis;
    vectors have one entry per channel. case.gamma and case.beta are None where there is none.
    """
    x, g, m, channels = case.input, case.gradOutput, case.m, range(case.channels)
    gamma = case.gamma or [1.0 for _ in channels]
    beta = case.beta or [0.0 for _ in channels]
    channel = [i // case.inner % case.channels for i in range(len(x))]  # of each element
    training = case.operation in ("training", "trainingGradient")

    mean, variance = case.runningMean, case.runningVariance
    if training:  # two passes: a mean of squares less a squared mean would lose all digits
        mean = per_channel(case, x, channel, m)
        variance = per_channel(case, [(v - mean[c]) * (v - mean[c]) for v, c in zip(x, channel)], channel, m)
    inv_std = [inverse_root(variance[c] + case.epsilon) for c in channels]
    z = [(value - mean[c]) * inv_std[c] for value, c in zip(x, channel)]

    if g is not None:
        grad_beta = per_channel(case, g, channel, 1)
        grad_gamma = per_channel(case, [gradient * value for gradient, value in zip(g, z)], channel, 1)
        if training:  # the statistics depend on the input, too
            g = [g[i] - (grad_beta[c] + z[i] * grad_gamma[c]) / m for i, c in enumerate(channel)]
        grad_input = [gamma[c] * inv_std[c] * g[i] for i, c in enumerate(channel)]
        return {"gradInput": grad_input, "gradGamma": grad_gamma, "gradBeta": grad_beta}

    output = [gamma[c] * value + beta[c] for value, c in zip(z, channel)]
    if not training:
        return {"output": output}
    a = case.exponentialAverageFactor if m > 0 else 0  # the weight of the new batch
    corrected = [v * m / max(m - 1, 1) for v in variance]
    return {
        "output": output,
        "batchMean": mean,
        "batchVariance": variance,
        "invStd": inv_std,
        "runningMean": [(1 - a) * case.runningMean[c] + a * mean[c] for c in channels],
        "runningVariance": [(1 - a) * case.runningVariance[c] + a * corrected[c] for c in channels],
    }


def per_channel(case, values, channel, divisor):  # sums, divided
    sums = [0.0] * case.channels
    for value, c in zip(values, channel):
        sums[c] += value
    return [total / max(divisor, 1) for total in sums]


def inverse_root(x):  # as IEEE 754 has it; Python would raise
    return 1 / math.sqrt(x) if x > 0 else math.inf if x == 0 else math.nan


# ==== The protocol: nothing to change from here on ===========================================================


def decode(value):
    if not isinstance(value, dict):
        return float(value) if isinstance(value, str) else value  # "NaN" and the infinities travel by name
    shape, data = value["shape"], b64decode(value["data"])
    letter, size = ("f", 4) if value["dtype"] == "float32" else ("d", 8)
    if len(data) != math.prod(shape) * size:
        raise ValueError(f"{len(data)} bytes do not fill the shape {shape}")
    return struct.unpack(f"<{len(data) // size}{letter}", data)


def encode(values, shape):
    rounded = array("f", values)  # struct would raise where a value is too large for float32
    data = struct.pack(f"<{len(rounded)}f", *rounded)
    return {"dtype": "float32", "shape": shape, "data": b64encode(data).decode()}


def run(operation, fields):
    absent = dict.fromkeys(["gradOutput", "runningMean", "runningVariance", "exponentialAverageFactor"])
    case = SimpleNamespace(**absent | {name: decode(value) for name, value in fields.items()})
    shape, axis = fields["input"]["shape"], fields["channelAxis"]
    if axis not in range(len(shape)) or fields.get("gradOutput", fields["input"])["shape"] != shape:
        raise ValueError(f"channelAxis {axis} or the shape of gradOutput does not suit the shape {shape}")
    if not (0 <= case.epsilon < math.inf and 0 <= (case.exponentialAverageFactor or 0) <= 1):
        raise ValueError("epsilon or exponentialAverageFactor is out of range")
    for name in ("gamma", "beta", "runningMean", "runningVariance"):
        if fields.get(name) and fields[name]["shape"] != [shape[axis]]:
            raise ValueError(f"{name} has the shape {fields[name]['shape']}, but there are {shape[axis]} channels")
    case.operation, case.shape, case.channels = operation, shape, shape[axis]
    case.inner, case.m = math.prod(shape[axis + 1 :]), math.prod(shape[:axis] + shape[axis + 1 :])
    full = ("output", "gradInput")  # all else has one entry per channel
    result = batch_norm(case)
    return {name: encode(values, shape if name in full else [shape[axis]]) for name, values in result.items()}


for line in sys.stdin:
    message = json.loads(line)
    if message["cmd"] == "stop":
        break
    reply = ABOUT
    if message["cmd"] == "run":
        try:
            reply = {"seq": message["seq"], "result": run(message["operation"], message["case"])}
        except Exception as error:
            reply = {"seq": message["seq"], "error": str(error)}
    sys.stdout.write(json.dumps(reply) + "\n")  # in one piece: print would wake bncheck twice
    sys.stdout.flush()
