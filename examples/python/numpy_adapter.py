"""Lets bncheck test a batch normalization written in Python.

    bncheck check "cmd:python3 examples/python/numpy_adapter.py"

bncheck starts this program, writes one JSON object a line to its stdin, and reads one reply a line from its
stdout. To test your own code, put it in place of what stands under FILL IN; the rest can stay.
Needs NumPy and nothing else. Print nothing to stdout (that is where replies go): logs belong to stderr.
"""

import base64
import json
import sys

import numpy as np

np.seterr(all="ignore")  # infinities and NaN are answers here, not news for stderr

# ---- FILL IN: who you are, what you can do, and which customs your numbers follow ---------------------------

ABOUT = {
    "protocol": 1,
    "name": "numpy example",
    "version": np.__version__,
    "language": "Python",
    "dtype": "float32",
    "capabilities": ["training", "inference", "trainingGradient", "inferenceGradient"],
    "conventions": {
        "runningVarianceCorrection": 1,  # the running variance takes in v * m / (m - 1)
        "oneElement": "define",  # ... but v itself where m = 1
        "emptyBatch": "keep",  # m = 0 leaves the running statistics as they were
    },
}

# ---- FILL IN: your batch normalization ----------------------------------------------------------------------
# Tensors are float32 arrays of any rank, vectors have one entry per channel; all are read-only. An absent
# gamma or beta is None. Numbers are float32. `**_` takes what later versions of the protocol may add.


def training(input, gamma, beta, runningMean, runningVariance, epsilon, exponentialAverageFactor, channelAxis, **_):
    rows = to_rows(input, channelAxis)
    m, a = rows.shape[1], exponentialAverageFactor  # a: the weight of the new batch
    if m == 0:
        return {"output": input, "runningMean": runningMean, "runningVariance": runningVariance}
    mean, variance = moments(rows)
    inv_std = 1 / np.sqrt(variance + epsilon)
    corrected = variance * np.float32(m / (m - 1)) if m > 1 else variance
    return {
        "output": from_rows(affine((rows - mean) * inv_std, gamma, beta), input, channelAxis),
        "batchMean": mean,
        "batchVariance": variance,
        "invStd": inv_std,
        "runningMean": (1 - a) * runningMean + a * mean[:, 0],
        "runningVariance": (1 - a) * runningVariance + a * corrected[:, 0],
    }


def inference(input, gamma, beta, runningMean, runningVariance, epsilon, channelAxis, **_):
    z = (to_rows(input, channelAxis) - runningMean[:, None]) / np.sqrt(runningVariance + epsilon)[:, None]
    return {"output": from_rows(affine(z, gamma, beta), input, channelAxis)}


def training_gradient(input, gradOutput, gamma, beta, epsilon, channelAxis, **_):
    rows, g = to_rows(input, channelAxis), to_rows(gradOutput, channelAxis)
    mean, variance = moments(rows)
    inv_std = 1 / np.sqrt(variance + epsilon)
    z = (rows - mean) * inv_std
    grad_rows = affine(inv_std, gamma, None) * (g - average(g) - z * average(g * z))
    return gradients(grad_rows, g, z, input, channelAxis)


def inference_gradient(input, gradOutput, gamma, beta, runningMean, runningVariance, epsilon, channelAxis, **_):
    rows, g = to_rows(input, channelAxis), to_rows(gradOutput, channelAxis)
    inv_std = 1 / np.sqrt(runningVariance + epsilon)[:, None]
    z = (rows - runningMean[:, None]) * inv_std
    return gradients(affine(inv_std, gamma, None) * g, g, z, input, channelAxis)


def gradients(grad_rows, g, z, like, axis):
    return {
        "gradInput": from_rows(grad_rows, like, axis),
        "gradGamma": (g * z).sum(axis=1),
        "gradBeta": g.sum(axis=1),
    }


def to_rows(x, axis):  # one row of m elements per channel
    return x.swapaxes(0, axis).reshape(x.shape[axis], x.size // x.shape[axis])


def from_rows(rows, like, axis):
    return rows.reshape(like.swapaxes(0, axis).shape).swapaxes(0, axis)


def average(rows):
    return rows.sum(axis=1, keepdims=True) / max(rows.shape[1], 1)


def moments(rows):  # two passes: a mean of squares less a squared mean would lose all digits
    mean = average(rows)
    return mean, average(np.square(rows - mean))


def affine(z, gamma, beta):
    scaled = z if gamma is None else z * gamma[:, None]
    return scaled if beta is None else scaled + beta[:, None]


# ---- The protocol: nothing to change from here on -----------------------------------------------------------

OPERATIONS = {
    "training": training,
    "inference": inference,
    "trainingGradient": training_gradient,
    "inferenceGradient": inference_gradient,
}


def decode(value):  # a tensor, an absent vector, or a number (NaN and the infinities travel by their names)
    if value is None or isinstance(value, int):
        return value
    if not isinstance(value, dict):
        return np.float32(value)
    dtype = {"float32": "<f4", "float64": "<f8"}[value["dtype"]]
    return np.frombuffer(base64.b64decode(value["data"]), dtype).reshape(value["shape"])


def encode(name, array):  # only output and gradInput keep their shape; all others are per-channel vectors
    shape = array.shape if name in ("output", "gradInput") else [array.size]
    data = base64.b64encode(array.astype("<f4").tobytes()).decode("ascii")
    return {"dtype": "float32", "shape": shape, "data": data}


def check(input, channelAxis, epsilon, exponentialAverageFactor=0, gradOutput=None, **vectors):
    if not (isinstance(channelAxis, int) and 0 <= channelAxis < input.ndim):
        raise ValueError(f"channelAxis {channelAxis} is no axis of a tensor of rank {input.ndim}")
    if not (0 <= epsilon < np.inf and 0 <= exponentialAverageFactor <= 1):
        raise ValueError(f"epsilon {epsilon} or exponentialAverageFactor {exponentialAverageFactor} is out of range")
    if gradOutput is not None and gradOutput.shape != input.shape:
        raise ValueError(f"gradOutput has shape {gradOutput.shape}, but input has {input.shape}")
    for name, vector in vectors.items():
        if vector is not None and np.shape(vector) != (input.shape[channelAxis],):
            raise ValueError(f"{name} has shape {np.shape(vector)}, but there are {input.shape[channelAxis]} channels")


def reply_to(message):
    try:
        case = {name: decode(value) for name, value in message["case"].items()}
        check(**case)
        result = OPERATIONS[message["operation"]](**case)
        return {"seq": message["seq"], "result": {name: encode(name, array) for name, array in result.items()}}
    except Exception as error:
        return {"seq": message["seq"], "error": str(error)}


for line in sys.stdin:
    message = json.loads(line)
    if message["cmd"] == "stop":
        break
    print(json.dumps(ABOUT if message["cmd"] == "start" else reply_to(message)), flush=True)
