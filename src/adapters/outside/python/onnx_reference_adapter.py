"""The reference evaluator of the onnx package, opset 15 and 9.

https://onnx.ai/onnx/api/reference.html; the conventions are the operator's (onnx_models.py). That the evaluator takes one
element (output beta, variance 0) and makes the statistics of an empty batch NaN is measured.
"""

import onnx
from onnx.reference import ReferenceEvaluator

from bncheck_adapter import serve
from onnx_models import CONVENTIONS, OnnxLayer


class Inputs(OnnxLayer):
    def run(self, model, feeds):
        return ReferenceEvaluator(model).run(None, feeds)


class Initializers(Inputs):
    as_initializers = True


class Opset9(Inputs):
    opset = 9


serve(
    "onnx-reference",
    onnx.__version__,
    ways={"parameters as inputs": Inputs, "parameters as initializers": Initializers, "opset 9": Opset9},
    operations=["training", "inference", "sequence"],
    conventions=CONVENTIONS,
)
