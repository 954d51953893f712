"""The middle of a pipe: npx bncheck gen | python3 answer_vectors.py | npx bncheck verify"""
import json, math, sys

from check_vectors import batch_norm

SHOWN = {
    "training": ["output", "batchMean", "batchVariance", "invStd", "runningMean", "runningVariance"],
    "inference": ["output"],
    "trainingGradient": ["gradInput", "gradGamma", "gradBeta"],
    "inferenceGradient": ["gradInput", "gradGamma", "gradBeta"],
}

def number(y):
    """JSON has no word for NaN and the infinities."""
    return "NaN" if math.isnan(y) else y if math.isfinite(y) else "Infinity" if y > 0 else "-Infinity"

for line in sys.stdin:
    call = json.loads(line)
    if call["operation"] not in SHOWN:
        print(json.dumps({"id": call["id"], "skipped": "there is no stateful layer here"}))
        continue
    try:
        given = batch_norm(call["operation"], call["arguments"])
        result = {name: [number(y) for y in given[name]] for name in SHOWN[call["operation"]]}
        print(json.dumps({**call, "result": result}))
    except (IndexError, ValueError, ArithmeticError) as error:
        print(json.dumps({"id": call["id"], "refused": str(error)}))
