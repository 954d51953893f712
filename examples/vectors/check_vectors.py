"""Judges a batch norm by the vectors of bncheck, with nothing but Python: python3 check_vectors.py ../../fixtures/vectors/*.json"""
import json, math, struct, sys

LARGEST = (2 - 2**-23) * 2**127

def floats(tensor, kind="f"):
    """The bits of a tensor hold; its decimal values are for reading. "f" is float32, "d" float64."""
    data = bytes.fromhex(tensor["bits"])
    return list(struct.unpack(f">{len(data) // struct.calcsize(kind)}{kind}", data))

def rsqrt(x):
    return 1 / math.sqrt(x) if x > 0 else math.inf if x == 0 else math.nan

def batch_norm(operation, a):
    """The implementation under test: put yours here. Plain sums in float64, by channels."""
    shape, axis = a["input"]["shape"], a["channelAxis"]
    x, inner, channels = floats(a["input"]), math.prod(shape[axis + 1:]), shape[axis]
    epsilon = floats(a["epsilon"])[0]
    gamma = floats(a["gamma"]) if a["gamma"] else [1.0] * channels
    beta = floats(a["beta"]) if a["beta"] else [0.0] * channels
    g = floats(a["gradOutput"]) if "gradOutput" in a else [0.0] * len(x)
    out = {name: [] for name in "batchMean batchVariance invStd runningMean runningVariance gradGamma gradBeta".split()}
    output, grad_input = [0.0] * len(x), [0.0] * len(x)
    for c in range(channels):
        at = [i for i in range(len(x)) if i // inner % channels == c]
        m, training = max(len(at), 1), operation.startswith("training")
        if training:
            mean = sum(x[i] for i in at) / m
            variance = sum((x[i] - mean) ** 2 for i in at) / m
        else:
            mean, variance = floats(a["runningMean"])[c], floats(a["runningVariance"])[c]
        r = rsqrt(variance + epsilon)
        z = {i: (x[i] - mean) * r for i in at}
        sum_g, sum_gz = sum(g[i] for i in at), sum(g[i] * z[i] for i in at)
        for i in at:
            output[i] = gamma[c] * z[i] + beta[c]
            grad_input[i] = gamma[c] * r * (g[i] - (sum_g + z[i] * sum_gz) / m if training else g[i])
        shown = [mean, variance, r, None, None, sum_gz, sum_g]
        if operation == "training":
            w = floats(a["exponentialAverageFactor"])[0]
            shown[3] = (1 - w) * floats(a["runningMean"])[c] + w * mean
            shown[4] = (1 - w) * floats(a["runningVariance"])[c] + w * variance
        for name, value in zip(out, shown):
            out[name].append(value)
    return {**out, "output": output, "gradInput": grad_input}

def is_right(actual, expected, bound):
    if bound == math.inf or (math.isnan(bound) and not math.isfinite(actual)): return True
    if math.isnan(expected) or math.isnan(actual): return math.isnan(expected) and math.isnan(actual)
    if actual == expected: return True
    if math.isinf(actual) or math.isinf(expected):
        return actual * expected > 0 and min(abs(actual), abs(expected)) + bound >= LARGEST
    return abs(actual - expected) <= bound

if __name__ == "__main__":
    passed, wrong = 0, []
    for vector in (v for name in sys.argv[1:] for v in json.load(open(name, encoding="utf-8"))["vectors"]):
        if vector["validity"] == "invalid" or vector["operation"] == "sequence": continue
        actual = batch_norm(vector["operation"], vector["arguments"])
        good = all(is_right(y, e, float(b)) for q, x in vector["expected"].items() if q in actual
                   for y, e, b in zip(actual[q], floats(x, "d"), x["bounds"], strict=True))
        passed, wrong = passed + good, wrong if good else [*wrong, vector["id"]]
    print(f"{passed} passed, {len(wrong)} failed", *wrong[:10])
    sys.exit(1 if wrong or not passed else 0)
